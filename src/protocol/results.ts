/** Messages between the page of evaluation results and the extension: types and guards. Texts are in the user's language. */

/** The names of the texts of the page. */
export const RESULT_LABELS = [
  'title',
  'run',
  'compareWith',
  'nothing',
  'empty',
  'openTesting',
  'scores',
  'score',
  'value',
  'interval',
  'failures',
  'noFailures',
  'all',
  'show',
  'expected',
  'actual',
  'byTool',
  'byStep',
  'tool',
  'step',
  'ablation',
  'shot',
  'points',
  'cases',
  'history',
  'historyHelp',
] as const;
/** The name of a text of the page. */
export type ResultLabel = (typeof RESULT_LABELS)[number];

/** An option of a menu. */
export interface ResultChoice {
  readonly value: string;
  readonly label: string;
}

/** A rate of a run, as text and as numbers from 0 to 1 for the bar beside it. */
export interface ResultRate {
  /** `71.4 %`, or a dash. */
  readonly text: string;
  /** `5 of 7 (95 %: 35.9–91.8 %)` */
  readonly detail: string;
  /** Undefined where there is none to draw. */
  readonly bar: { readonly value: number; readonly low: number; readonly high: number } | undefined;
}

/** A row of a table of rates: of the chosen run, and of the one it is compared with. */
export interface ResultRow {
  readonly name: string;
  readonly rates: readonly ResultRate[];
}

/** How often a code occurs in the chosen run. */
export interface ResultCode {
  readonly code: string;
  readonly meaning: string;
  /** Attempts with this problem. */
  readonly count: number;
}

/** A case that failed. */
export interface ResultFailure {
  /** The index of the case in the record of the run. */
  readonly index: number;
  /** `repair.shots.md 2/3` */
  readonly name: string;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly expected: string;
  readonly actual: string;
  /** How it differs from the run it is compared with; empty if it does not. */
  readonly note: string;
}

/** A run in the plot over time. */
export interface ResultPoint {
  readonly id: string;
  /** Zero-based among the models of the plot: its colour and its shape. */
  readonly series: number;
  /** The call accuracy, from 0 to 1. */
  readonly value: number;
  /** The lower end of its 95 % interval. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
  /** Model, time, commit and rate. */
  readonly label: string;
}

/** What a shot brings. */
export interface ResultContribution {
  readonly name: string;
  readonly points: string;
  readonly detail: string;
}

/** Everything that the page shows. */
export interface ResultsPage {
  readonly type: 'show';
  readonly language: string;
  /** Texts of the page, by their names. */
  readonly labels: Readonly<Record<ResultLabel, string>>;
  /** Newest first. */
  readonly runs: readonly ResultChoice[];
  /** The chosen run; empty if there is none. */
  readonly run: string;
  /** The run it is compared with; empty for none. */
  readonly other: string;
  /** The columns of the tables: the names of both runs. */
  readonly columns: readonly string[];
  readonly notes: readonly string[];
  readonly scores: readonly ResultRow[];
  readonly codes: readonly ResultCode[];
  readonly failures: readonly ResultFailure[];
  readonly byTool: readonly ResultRow[];
  readonly byStep: readonly ResultRow[];
  readonly ablation: readonly ResultContribution[];
  /** Oldest first. */
  readonly history: readonly ResultPoint[];
  /** The models of the plot, in the order of their colours. */
  readonly series: readonly string[];
}

/** What the page asks for. */
export type ResultsRequest =
  | { readonly type: 'ready' | 'openTesting' }
  | { readonly type: 'choose'; readonly run: string; readonly other: string }
  | { readonly type: 'reveal'; readonly run: string; readonly index: number };

/** True for a message that the page may send. */
export function isResultsRequest(value: unknown): value is ResultsRequest {
  if (typeof value !== 'object' || value === null) return false;
  const { type, run, other, index } = value as Readonly<Record<string, unknown>>;
  if (type === 'ready' || type === 'openTesting') return true;
  if (type === 'choose') return typeof run === 'string' && typeof other === 'string';
  return type === 'reveal' && typeof run === 'string' && typeof index === 'number';
}

/** True for a message that the extension sends to the page. */
export function isResultsPage(value: unknown): value is ResultsPage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'show' && 'history' in value;
}
