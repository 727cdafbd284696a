/** Whether somebody is at the desk. What a page asks for by itself while nobody is must not keep a sitting alive. */
const absentAfter = 60_000;
let lastSign = Date.now();

for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const) {
  addEventListener(sign, () => (lastSign = Date.now()), { capture: true, passive: true });
}

export function isAttended(): boolean {
  return Date.now() - lastSign < absentAfter;
}
