import { utf8 } from "./bytes.ts";

const MAX_BYTES = 1024;

/** By UTF-8 bytes, what `LC_ALL=C sort` does: for well-formed text the order of code points. */
export function comparePaths(left: string, right: string): number {
  const a = utf8(left);
  const b = utf8(right);
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether a relative path stays below the folder it is unpacked in, on every common system. */
export function isSafePath(path: string): boolean {
  if (path === "" || utf8(path).length > MAX_BYTES || /[\\:\p{Cc}\uFFFD]/u.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Whether a file name is already in the form that bundles give to names: ASCII letters, digits, `. - _`. */
export function isSafeName(name: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(name) && /^[^.-]/.test(name) && /[^.-]$/.test(name);
}
