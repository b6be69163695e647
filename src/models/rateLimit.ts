/** Delays the requests of one model as the server's rate limit demands. */
export interface RateGate {
  /** Milliseconds to wait before the next request. */
  delay(now: number): number;
  /** Looks at the headers of any answer. */
  observe(headers: Headers, now: number): void;
  /** No request is sent before this time. */
  closeUntil(moment: number): void;
}

/** Longest wait because of rate limit headers alone, in milliseconds: after it, the server can still refuse. */
const MAX_RESET_WAIT = 60_000;

export function createRateGate(): RateGate {
  let opensAt = 0;
  const closeUntil = (moment: number): void => {
    opensAt = Math.max(opensAt, moment);
  };
  return {
    delay: (now) => Math.max(0, opensAt - now),
    closeUntil,
    observe: (headers, now) => {
      // What the server asks for explicitly takes precedence over its figures.
      const asked = parseRetryAfter(headers, now);
      if (asked !== undefined) return closeUntil(now + Math.min(asked, MAX_RESET_WAIT));
      for (const kind of ['requests', 'tokens']) {
        const remaining = headers.get(`x-ratelimit-remaining-${kind}`);
        if (remaining === null || !/^\s*0+\s*$/.test(remaining)) continue;
        const reset = parseDuration(headers.get(`x-ratelimit-reset-${kind}`) ?? '') ?? 0;
        closeUntil(now + Math.min(reset, MAX_RESET_WAIT));
      }
    },
  };
}

/** What `Retry-After` asks for, in milliseconds: seconds, a date, or the more exact `retry-after-ms`. */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return Number.parseFloat(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `6m0s`, `1.5s`, `20ms` or plain seconds. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number.parseFloat(trimmed) * 1000;
  if (!/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount = '0', unit = 's'] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/gy)) {
    total += Number.parseFloat(amount) * (UNIT_MILLISECONDS[unit] ?? 0);
  }
  return total;
}
