/** Outlines on a ground of 24 by 24. */
export const icons = {
  play: 'M8 5.500v13l11-6.500z',
  pause: 'M7.500 5.500h3v13h-3zM13.500 5.500h3v13h-3z',
  back: 'M11.500 7l-5 5 5 5M17.500 7l-5 5 5 5',
  forward: 'M12.500 7l5 5-5 5M6.500 7l5 5-5 5',
  previousFrame: 'M17 6l-7.500 6 7.500 6zM7 6v12',
  nextFrame: 'M7 6l7.500 6L7 18zM17 6v12',
  loud: 'M5 10v4h3l4 3.500v-11L8 10zM15.500 9.500a4 4 0 010 5M18 7a7.500 7.500 0 010 10',
  mute: 'M5 10v4h3l4 3.500v-11L8 10zM16 10l4 4M20 10l-4 4',
  wide: 'M5 9.500V5h4.500M14.500 5H19v4.500M19 14.500V19h-4.500M9.500 19H5v-4.500',
  narrow: 'M9.500 5v4.500H5M19 9.500h-4.500V5M14.500 19v-4.500H19M5 14.500h4.500V19',
  plus: 'M12 6.500v11M6.500 12h11',
  minus: 'M6.500 12h11',
} as const;

const filled = new Set<keyof typeof icons>(['play', 'pause']);

export function icon(name: keyof typeof icons): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', icons[name]);
  path.setAttribute('class', filled.has(name) ? 'filled' : 'drawn');
  svg.append(path);
  return svg;
}
