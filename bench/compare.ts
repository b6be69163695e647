/** A figure that got worse than the one before. */
export interface Regression {
  readonly what: string;
  readonly before: string;
  readonly now: string;
  /** How many times worse: 1.3 is 30 % worse. */
  readonly factor: number;
  /** Ratios are measured beside a peer on the same machine, so that they can be compared; times cannot. */
  readonly isRatio: boolean;
}

/** A row of a table in docs/performance.md. */
interface Row {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
}

/** How many times worse a figure may get before it is reported. */
export const TOLERANCE = 1.25;

/**
 * The figures of a page that are more than `TOLERANCE` times worse than those of an earlier version of it. Figures are
 * compared by their section and name; one that is new or has no number is passed over.
 */
export function findRegressions(before: string, now: string): readonly Regression[] {
  const known = readRows(before);
  return [...readRows(now)].flatMap(([key, row]) => {
    const old = known.get(key);
    const [oldValue, newValue] = [readValue(old?.measured), readValue(row.measured)];
    if (old === undefined || oldValue === undefined || newValue?.unit !== oldValue.unit) return [];
    const growth = newValue.number / oldValue.number;
    const factor = isHigherBetter(row, newValue.unit) ? 1 / growth : growth;
    const isRatio = newValue.unit === '×';
    return factor > TOLERANCE ? [{ what: key, before: old.measured, now: row.measured, factor, isRatio }] : [];
  });
}

function readRows(page: string): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  let section = '';
  for (const line of page.split('\n')) {
    const mark = /^<!-- bench:(\w+) -->$/.exec(line);
    section = mark?.[1] ?? section;
    const [, what, measured, limit] = line.split(' | ').length === 3 ? ['', ...line.slice(2, -2).split(' | ')] : [];
    if (what !== undefined && measured !== undefined && limit !== undefined) {
      rows.set(`${section}: ${what}`, { what, measured, limit });
    }
  }
  return rows;
}

interface Value {
  readonly number: number;
  readonly unit: string;
}

/** The ratio in a figure, else its first number with a unit. */
function readValue(measured = ''): Value | undefined {
  const match = /([\d,.]+) (×)/.exec(measured) ?? /([\d,.]+) (ms|s|MB\/s|MB|kB|bytes)(?![\w/])/.exec(measured);
  const number = Number(match?.[1]?.replaceAll(',', ''));
  return match === null || !(number > 0) ? undefined : { number, unit: match[2] ?? '' };
}

function isHigherBetter({ limit }: Row, unit: string): boolean {
  return unit === 'MB/s' || /^(?:at least|no slower)/.test(limit);
}
