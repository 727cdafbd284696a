type Child = Node | string;

/** Makes an element. Strings become text nodes, so nothing that came out of a file can become markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A value from a file: in an isolate of its own, with what nobody would see spelled out. */
export function value(text: string, exact = false): HTMLElement {
  return h("bdi", exact ? { class: "exact" } : {}, visible(text));
}

export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (c) => {
    const point = c.codePointAt(0) ?? 0;
    return `[U+${point.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}

export function facts(pairs: [string, Child][]): HTMLElement {
  return h("dl", {}, ...pairs.flatMap(([label, child]) => [h("dt", {}, label), h("dd", {}, child)]));
}

/** A table that can be scrolled sideways by keyboard too. */
export function table(caption: string, heads: string[], rows: Child[][]): HTMLElement {
  return h(
    "div",
    { class: "wide", role: "region", tabindex: "0", "aria-label": caption },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
    ),
  );
}
