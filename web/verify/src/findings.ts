/** How much a finding weighs: an error means that something does not hold; a note is for a careful reader. */
export type Severity = "error" | "note";

/**
 * Everything a check can find, with the same stable codes as the Java side (`FindingCode`). A test compares the two lists.
 */
export const SEVERITIES = {
  "not-a-bundle": "error",
  "zip-directory-missing": "error",
  "zip-directory-broken": "error",
  "zip-too-large": "error",
  "zip-bytes-before": "error",
  "zip-bytes-after": "error",
  "zip-bytes-between": "error",
  "zip-header-differs": "error",
  "zip-names-differ": "error",
  "zip-compressed": "error",
  "zip-order": "error",
  "zip-name-twice": "error",
  "zip-name-unsafe": "error",
  "zip-outside-folder": "error",
  "zip-crc-differs": "error",
  "zip-content-unreadable": "error",
  "bag-declaration-differs": "error",
  "bag-info-differs": "error",
  "bag-manifest-malformed": "error",
  "bag-file-missing": "error",
  "bag-file-unlisted": "error",
  "bag-digest-differs": "error",
  "bundle-text-malformed": "error",
  "bundle-text-differs": "error",
  "bundle-folder-differs": "error",
  "bundle-file-missing": "error",
  "bundle-file-unlisted": "error",
  "bundle-file-differs": "error",
  "note-malformed": "error",
  "note-unsigned": "error",
  "note-signature-wrong": "error",
  "key-malformed": "error",
  "key-name-differs": "error",
  "key-differs": "error",
  "key-from-bundle": "note",
  "checkpoint-malformed": "error",
  "checkpoint-differs": "error",
  "known-checkpoint-unsigned": "error",
  "known-checkpoint-other-ledger": "error",
  "known-checkpoint-forked": "error",
  "known-checkpoint-unlinked": "note",
  "custody-malformed": "error",
  "entry-malformed": "error",
  "entry-commitment-differs": "error",
  "entry-erased": "note",
  "entry-unrelated": "error",
  "leaf-malformed": "error",
  "leaf-entry-differs": "error",
  "proof-index-beyond-size": "error",
  "proof-length": "error",
  "proof-root-differs": "error",
  "consistency-sizes": "error",
  "consistency-old-root-differs": "error",
  "consistency-new-root-differs": "error",
  "chain-gap": "error",
  "chain-link-differs": "error",
  "chain-end-differs": "error",
  "export-missing": "error",
  "attempt-without-outcome": "note",
  "original-unknown": "error",
  "original-differs": "error",
  "original-history-erased": "note",
  "original-left-out": "note",
  "timestamp-absent": "note",
  "timestamp-malformed": "error",
  "timestamp-refused": "error",
  "timestamp-imprint-differs": "error",
  "timestamp-certificate-unfit": "error",
  "timestamp-signature-wrong": "error",
  "timestamp-authority-unchecked": "note",
  "clock-ahead": "note",
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof SEVERITIES;

export interface Finding {
  readonly code: FindingCode;
  /** The file, entry or index it was found at; empty when it concerns the whole. */
  readonly where: string;
  /** What was expected and what was there, in English. */
  readonly detail: string;
}

export function finding(code: FindingCode, where: string, detail: string): Finding {
  return { code, where, detail };
}

export function severity(found: Finding): Severity {
  return SEVERITIES[found.code];
}

const KEPT_OF_EACH_CODE = 100;

/** Collects findings in the order they come, keeping the first of each code and counting the rest: memory stays flat. */
export class Findings {
  readonly kept: Finding[] = [];
  readonly counts = new Map<FindingCode, number>();

  add(code: FindingCode, where: string, detail: string): void {
    this.take(finding(code, where, detail));
  }

  take(found: Finding): void {
    const count = (this.counts.get(found.code) ?? 0) + 1;
    this.counts.set(found.code, count);
    if (count <= KEPT_OF_EACH_CODE) this.kept.push(found);
  }

  has(code: FindingCode): boolean {
    return this.counts.has(code);
  }
}

/** Bytes that are not in the format they claim. */
export class Malformed extends Error {
  readonly code: FindingCode;

  constructor(code: FindingCode, message: string) {
    super(message);
    this.code = code;
  }

  at(where: string): Finding {
    return finding(this.code, where, this.message);
  }
}
