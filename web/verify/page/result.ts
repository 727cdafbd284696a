import { hex } from "../src/bytes.ts";
import type { Checked, CheckedOriginal, HistoryLine } from "../src/check.ts";
import { severity, type Finding } from "../src/findings.ts";
import { facts, h, table, value, visible } from "./dom.ts";
import type { Texts } from "./texts.ts";

const FIRST_ROWS = 200;

/** What somebody compares the bundle's key with: nothing, or what they typed. */
export type KeyAnswer = "none" | "same" | "other" | "unread";

/** Compares what was typed with the bundle's key: its fingerprint, in any spacing, or the verifier key itself. */
export function compareKey(checked: Checked, typed: string): KeyAnswer {
  if (typed.trim() === "") return "none";
  const digits = typed.replace(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return checked.verifier?.fingerprint === digits ? "same" : "other";
  if (/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(typed.trim())) {
    return checked.verifier?.encoded === typed.trim() ? "same" : "other";
  }
  return "unread";
}

/** Everything the page says after a check. */
export function renderResult(checked: Checked, fileName: string, typed: string, t: Texts): HTMLElement {
  const answer = compareKey(checked, typed);
  const parts = [verdict(checked, answer, t), findings(checked.findings, t)];
  if (checked.bundle !== undefined) {
    parts.push(bundle(checked, fileName, t));
    for (const line of checked.bundle.evidence) parts.push(evidence(checked, line.evidence, line.title, t));
  }
  parts.push(limits(t));
  return h("div", {}, ...parts);
}

function verdict(checked: Checked, answer: KeyAnswer, t: Texts): HTMLElement {
  const errors = checked.findings.filter((found) => severity(found) === "error").length;
  const good = errors === 0 && answer !== "other";
  const [title, detail] =
    checked.bundle === undefined
      ? [t.noBundle, t.noBundleDetail]
      : errors > 0
        ? [t.broken(errors), t.brokenDetail]
        : answer === "other"
          ? [t.holdsOtherKey, t.holdsOtherKeyDetail]
          : [t.holds, t.holdsDetail];
  const box = h("section", { class: `verdict ${good ? "good" : "bad"}`, tabindex: "-1", id: "verdict" });
  box.append(h("h2", {}, `${good ? "\u2713" : "\u2717"} ${title}`), h("p", {}, detail));
  if (answer === "same") box.append(h("p", { class: "good-word" }, `\u2713 ${t.keySame}`));
  if (answer === "other") box.append(h("p", { class: "bad-word" }, `\u2717 ${t.keyOther}`));
  if (answer === "unread") box.append(h("p", { class: "note-word" }, t.keyUnread));
  if (good) box.append(h("p", {}, t.proves), h("p", {}, t.provesNot));
  return box;
}

function findings(found: readonly Finding[], t: Texts): HTMLElement {
  const sorted = [...found].sort((a, b) => severity(a).localeCompare(severity(b)));
  const list = h(
    "ul",
    { class: "findings" },
    ...sorted.map((one) =>
      h(
        "li",
        { class: severity(one) },
        h(
          "p",
          {},
          h("span", { class: severity(one) === "error" ? "bad-word" : "note-word" }, t.weight[severity(one)]),
          " ",
          h("code", {}, one.code),
          ` \u2013 ${t.sentences[one.code]}`,
        ),
        ...(one.where === "" ? [] : [h("p", {}, `${t.where}: `, value(one.where, true))]),
        h("p", { class: "quiet" }, `${t.technical}: `, h("bdi", { lang: "en" }, visible(one.detail))),
      ),
    ),
  );
  return h("section", {}, h("h2", {}, t.findings), sorted.length === 0 ? h("p", {}, t.none) : list);
}

function bundle(checked: Checked, fileName: string, t: Texts): HTMLElement {
  const { bundle: about, verifier } = checked;
  if (about === undefined) return h("section");
  const pairs: [string, Node | string][] = [
    [t.file, value(fileName)],
    [t.bundleId, value(about.id, true)],
    [t.madeAt, value(time(about.made))],
    [t.madeBy, value(`${about.by.name} (${t.kind[about.by.kind]})`)],
    [t.service, value(about.service)],
  ];
  if (about.purpose !== undefined) pairs.push([t.purpose, value(about.purpose)]);
  if (verifier !== undefined) {
    const grouped = verifier.fingerprint.replace(/(.{4})(?=.)/g, "$1 ");
    pairs.push([
      t.fingerprint,
      h("div", {}, h("code", { class: "fingerprint" }, grouped), h("p", { class: "quiet" }, t.fingerprintHelp)),
    ]);
    pairs.push([t.verifierKey, value(verifier.encoded, true)]);
  }
  pairs.push([t.checkpoint, value(t.checkpointText(about.checkpoint.origin, String(about.checkpoint.size)))]);
  pairs.push([t.root, value(hex(about.checkpoint.root), true)]);
  pairs.push([t.time, timestamp(checked, t)]);
  return h("section", {}, h("h2", {}, t.bundle), facts(pairs));
}

function timestamp(checked: Checked, t: Texts): HTMLElement {
  const stamp = checked.timestamp;
  if (stamp === undefined) return h("span", {}, t.timeNone);
  if (stamp === "unreadable") return h("span", { class: "bad-word" }, t.timeUnread);
  if (!stamp.fits) return h("span", { class: "bad-word" }, t.timeOther);
  const said = t.timeGiven(stamp.time.toISOString().replace("T", " ").replace("Z", " UTC"), stamp.policy, stamp.serial);
  return h("div", {}, h("p", {}, said), h("p", { class: "quiet" }, t.timeUnchecked));
}

function evidence(checked: Checked, id: string, title: string, t: Texts): HTMLElement {
  const originals = checked.originals.filter((original) => original.line.evidence === id);
  const box = h("section", {}, h("h2", {}, `${t.evidence}: `, value(title)), facts([[t.evidenceId, value(id, true)]]));
  box.append(h("h3", {}, t.originals));
  box.append(
    table(
      t.originals,
      [t.number, t.name, t.length, t.state, t.digest],
      originals.map((original) => [
        String(original.line.number),
        value(original.line.name),
        bytes(Number(original.line.length), t),
        state(original, t),
        value(hex(original.line.sha256), true),
      ]),
    ),
  );
  const copies = checked.bundle?.files.filter((file) => file.path.startsWith(`renditions/${id}/`)) ?? [];
  if (copies.length > 0) {
    const rows = copies.map((file) => [value(file.path, true), bytes(Number(file.length), t), value(hex(file.sha256), true)]);
    box.append(h("h3", {}, t.derivatives), table(t.derivatives, [t.file, t.length, t.digest], rows));
  }
  const lines = checked.histories.get(id) ?? [];
  box.append(h("h3", {}, t.history(lines.length)), history(lines, t));
  return box;
}

function state(original: CheckedOriginal, t: Texts): HTMLElement {
  const words = { same: t.same, differs: t.differs, unproven: t.unproven } as const;
  const looks = { same: "good-word", differs: "bad-word", unproven: "note-word" } as const;
  return h("span", { class: looks[original.state] }, words[original.state]);
}

function history(lines: readonly HistoryLine[], t: Texts): HTMLElement {
  const c = t.columns;
  const heads = [c.place, c.time, c.who, c.what, c.why, c.details];
  const box = table(t.history(lines.length), heads, lines.slice(0, FIRST_ROWS).map((line) => historyRow(line, t)));
  const left = lines.length - FIRST_ROWS;
  if (left <= 0) return box;
  const more = h("button", { type: "button" }, t.more(left));
  const whole = h("div", {}, box, more);
  more.addEventListener("click", () => {
    const rows = lines.slice(FIRST_ROWS).map((line) => h("tr", {}, ...historyRow(line, t).map((cell) => h("td", {}, cell))));
    box.querySelector("tbody")?.append(...rows);
    more.remove();
    box.focus();
  });
  return whole;
}

function historyRow(line: HistoryLine, t: Texts): (Node | string)[] {
  const { entry } = line;
  const place = String(line.number);
  if (entry === undefined) return [place, "", "", h("em", {}, t.erased), "", ""];
  const details = [...entry.details].map(([key, said]) => h("div", {}, value(`${key}: ${said}`, true)));
  return [
    place,
    value(time(entry.at)),
    value(`${entry.actor.name} (${t.kind[entry.actor.kind]})`),
    h("span", {}, value(entry.action, true), ` \u2013 ${t.result[entry.result]}`),
    value(entry.purpose ?? ""),
    h("div", {}, ...details),
  ];
}

function limits(t: Texts): HTMLElement {
  return h("section", {}, h("h2", {}, t.limits), ...t.limitsText.map((text) => h("p", {}, text)));
}

function time(stamp: string): string {
  return `${stamp.slice(0, 10)} ${stamp.slice(11, 23)}`;
}

export function bytes(count: number, t: Texts): string {
  return `${new Intl.NumberFormat(t.language).format(count)} B`;
}
