import { equal, utf8, type Bytes } from "./bytes.ts";
import { Malformed } from "./findings.ts";
import { LineReader, compare, compareSubjects, escape, subjectText, type LedgerSubject } from "./lines.ts";

/** One entry of the custody ledger, `vidimus.entry/v1`: who did or tried what, when, to which things, and why. */
export interface Entry {
  readonly id: string;
  /** UTC in microseconds, as written. */
  readonly at: string;
  readonly phase: Phase;
  readonly attempt?: string;
  readonly action: string;
  readonly actor: Actor;
  readonly door: Door;
  readonly subjects: readonly LedgerSubject[];
  readonly purpose?: string;
  readonly result: Result;
  readonly details: ReadonlyMap<string, string>;
}

export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
}

const PHASES = ["attempt", "outcome"] as const;
const ACTOR_KINDS = ["person", "token", "job", "visitor"] as const;
const DOORS = ["screen", "api", "dock", "link", "job"] as const;
const RESULTS = ["allowed", "refused", "done", "failed"] as const;
const PHASE_OF: Record<Result, Phase> = { allowed: "attempt", refused: "attempt", done: "outcome", failed: "outcome" };
export type Phase = (typeof PHASES)[number];
export type ActorKind = (typeof ACTOR_KINDS)[number];
export type Door = (typeof DOORS)[number];
export type Result = (typeof RESULTS)[number];

const HEADER = "vidimus.entry/v1";
const MAX_BYTES = 1 << 20;
const ACTION = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;
const KEY = /^[a-z][a-z0-9-]{0,63}$/;
const CODE = "entry-malformed";

/** Reads an entry in its one spelling, or throws Malformed. */
export function readEntry(bytes: Bytes): Entry {
  if (bytes.length > MAX_BYTES) {
    throw new Malformed(CODE, `an entry of ${bytes.length} bytes, at most ${MAX_BYTES} are read`);
  }
  const entry = parse(new LineReader(CODE, bytes, HEADER));
  // Order, repetition and spelling all at once: whatever is not written as we write it is not an entry.
  if (!equal(encodeEntry(entry), bytes)) {
    throw new Malformed(CODE, "the entry is not in its one spelling (order, repetition or escapes)");
  }
  return entry;
}

function parse(lines: LineReader): Entry {
  const id = lines.uuid(lines.required("id"));
  const at = lines.required("at");
  if (!isStamp(at)) throw lines.malformed("not a time as 2026-11-21T20:15:30.123456Z");
  const phase = lines.word(PHASES, lines.required("phase"));
  const attemptText = lines.optional("attempt");
  const attempt = attemptText === undefined ? {} : { attempt: lines.uuid(attemptText) };
  const action = lines.required("action");
  const actor = readActor(lines, lines.required("actor"));
  const door = lines.word(DOORS, lines.required("door"));
  const subjects = lines.repeated("subject").map((value) => lines.subject(value));
  const purposeText = lines.optional("purpose");
  const purpose = purposeText === undefined ? {} : { purpose: lines.unescaped(purposeText) };
  const result = lines.word(RESULTS, lines.required("result"));
  const details = readDetails(lines);
  lines.requireEnd();
  if ("attempt" in attempt !== (phase === "outcome")) {
    throw new Malformed(CODE, "an outcome names its attempt, an attempt names none");
  }
  if (PHASE_OF[result] !== phase) throw new Malformed(CODE, `an ${phase} is never ${result}`);
  if (!ACTION.test(action)) throw new Malformed(CODE, "an action is two or more lower-case words joined by points");
  return { id, at, phase, ...attempt, action, actor, door, subjects, ...purpose, result, details };
}

/** The value of an `actor` line: `<kind> <uuid> <name>`. */
export function readActor(lines: LineReader, value: string): Actor {
  const [kind = "", id = "", name = ""] = lines.parts(value, 3);
  const actor = { kind: lines.word(ACTOR_KINDS, kind), id: lines.uuid(id), name: lines.unescaped(name) };
  if (actor.name === "") throw lines.malformed("an actor has a name");
  return actor;
}

function readDetails(lines: LineReader): Map<string, string> {
  const details = new Map<string, string>();
  for (const detail of lines.repeated("detail")) {
    const space = detail.indexOf(" ");
    if (space < 0) throw lines.malformed('a detail is "<key> <value>"');
    details.set(detail.slice(0, space), lines.unescaped(detail.slice(space + 1)));
  }
  for (const key of details.keys()) {
    if (!KEY.test(key)) throw new Malformed(CODE, "a detail's key is in kebab-case");
  }
  return details;
}

function encodeEntry(entry: Entry): Bytes {
  const { actor } = entry;
  const subjects = new Map([...entry.subjects].sort(compareSubjects).map((subject) => [subjectText(subject), subject]));
  const lines = [
    HEADER,
    `id ${entry.id}`,
    `at ${entry.at}`,
    `phase ${entry.phase}`,
    ...(entry.attempt === undefined ? [] : [`attempt ${entry.attempt}`]),
    `action ${entry.action}`,
    `actor ${actor.kind} ${actor.id} ${escape(actor.name)}`,
    `door ${entry.door}`,
    ...[...subjects.keys()].map((subject) => `subject ${subject}`),
    ...(entry.purpose === undefined ? [] : [`purpose ${escape(entry.purpose)}`]),
    `result ${entry.result}`,
    ...[...entry.details].sort(([a], [b]) => compare(a, b)).map(([key, value]) => `detail ${key} ${escape(value)}`),
  ];
  return utf8(lines.join("\n") + "\n");
}

/** `2026-11-21T20:15:30.123456Z`, a day that exists, years 0000 to 9999. */
export function isStamp(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.\d{6}Z$/.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0) && hour < 24 && minute < 60 && second < 60;
}
