/** What the server refused, in its own words (RFC 9457), or that it could not be reached at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** The server did not answer: no network, or it is restarting. */
  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '');
  }

  static from(status: number, body: unknown): Problem {
    return new Problem(status, text(body, 'code') ?? `http-${status}`, text(body, 'detail') ?? text(body, 'title') ?? '');
  }
}

function text(body: unknown, key: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Reflect.get(body, key);
  return typeof value === 'string' ? value : undefined;
}
