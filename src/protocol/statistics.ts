/** Messages between the page of dataset statistics and the extension: types and guards. */

/** The texts of the page in the user's language. */
export const STATISTICS_LABELS = ['saveSvg', 'savePng', 'values', 'place', 'reason', 'show', 'openFolder'] as const;
/** The name of a text of the page. */
export type StatisticsLabel = (typeof STATISTICS_LABELS)[number];

/** A number with its name. */
export interface StatisticsValue {
  readonly label: string;
  /** What files and the command line call it, where that is another name than the label. */
  readonly code?: string;
  /** A count of turns, calls or samples, or for a mark the place on its axis. */
  readonly value: number;
}

interface ChartBase {
  /** The name of the file that it is saved as, without an extension. */
  readonly name: string;
  readonly title: string;
  /** The text alternative of the picture. */
  readonly description: string;
  /** The heads of the table of its values. */
  readonly heads: readonly [string, string];
}

/** One bar for each of some names. */
export interface BarChart extends ChartBase {
  readonly kind: 'bars';
  readonly bars: readonly StatisticsValue[];
}

/** How many samples are in each range, with marks at some places. */
export interface RangeChart extends ChartBase {
  readonly kind: 'ranges';
  /** The name of the axis. */
  readonly axis: string;
  readonly ranges: readonly { readonly from: number; readonly to: number; readonly samples: number }[];
  readonly marks: readonly StatisticsValue[];
}

/** A chart of the page. */
export type StatisticsChart = BarChart | RangeChart;

/** Everything the page shows, in the user's language. */
export interface StatisticsPage {
  readonly type: 'show';
  readonly language: 'en' | 'zh-CN';
  readonly title: string;
  /** Texts by their names. */
  readonly labels: Readonly<Record<StatisticsLabel, string>>;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly charts: readonly StatisticsChart[];
  /** What else is to be said, one sentence each. */
  readonly remarks: readonly string[];
  /** The shots or rows that are left out. */
  readonly leftOut: {
    readonly title: string;
    readonly rows: readonly { readonly place: string; readonly reason: string; readonly code: string }[];
    /** How many more there are; empty if all are listed. */
    readonly more: string;
  };
  /** True if there is a folder to open. */
  readonly hasFolder: boolean;
}

/** What the page asks for. `row` is an index of the rows that are left out. */
export type StatisticsRequest =
  | { readonly type: 'ready' | 'openFolder' }
  | { readonly type: 'reveal'; readonly row: number }
  | { readonly type: 'saveImage'; readonly name: string; readonly format: 'svg' | 'png'; readonly base64: string };

/** True for a message that the page may send. */
export function isStatisticsRequest(value: unknown): value is StatisticsRequest {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  switch (fields.type) {
    case 'ready':
    case 'openFolder':
      return true;
    case 'reveal':
      return Number.isInteger(fields.row);
    case 'saveImage':
      return (
        typeof fields.name === 'string' &&
        /^[\w-]{1,60}$/.test(fields.name) &&
        (fields.format === 'svg' || fields.format === 'png') &&
        typeof fields.base64 === 'string'
      );
    default:
      return false;
  }
}

/** True for a message that the extension sends to the page. */
export function isStatisticsPage(value: unknown): value is StatisticsPage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'show' && 'charts' in value;
}
