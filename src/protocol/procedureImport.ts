/** Messages between the page of the import preview and the extension: types and guards. */

/** The texts of the page in the user's language. */
export const IMPORT_LABELS = [
  'help',
  'line',
  'text',
  'kind',
  'generate',
  'create',
  'cancel',
  'undo',
  'redo',
  'unread',
] as const;
/** The name of a text of the page. */
export type ImportLabel = (typeof IMPORT_LABELS)[number];

/** What a line can be, with its name. */
export interface ImportChoice {
  readonly value: string;
  readonly label: string;
}

/** One line of the text that is imported. */
export interface ImportRow {
  /** Among all lines, counted from zero. */
  readonly index: number;
  readonly text: string;
  readonly isSection: boolean;
  readonly value: string;
  /** The name of what the line is read as, where it cannot be chosen. */
  readonly own: string | undefined;
}

/** Everything the page shows, in the user's language. */
export interface ImportPage {
  readonly type: 'show';
  readonly title: string;
  readonly summary: string;
  /** Why the last choice had no effect. */
  readonly problem: string | undefined;
  /** Texts of the page in the chosen language. */
  readonly labels: Readonly<Record<ImportLabel, string>>;
  readonly lineChoices: readonly ImportChoice[];
  readonly sectionChoices: readonly ImportChoice[];
  readonly rows: readonly ImportRow[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const ORDERS = ['ready', 'undo', 'redo', 'cancel', 'create', 'generate'] as const;

/** What the page asks for. */
export type ImportPageRequest =
  | { readonly type: (typeof ORDERS)[number] }
  | { readonly type: 'choose'; readonly index: number; readonly value: string };

/** True for a message that the page may send. */
export function isImportPageRequest(value: unknown): value is ImportPageRequest {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'choose') {
    return 'index' in value && Number.isInteger(value.index) && 'value' in value && typeof value.value === 'string';
  }
  return ORDERS.some((order) => order === value.type);
}

/** True for a message that the extension sends to the page. */
export function isImportPage(value: unknown): value is ImportPage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'show' && 'rows' in value;
}
