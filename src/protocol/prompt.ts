/** Messages between the page of the prompt preview and the extension: types and guards. */

/** What the user sets in the preview. Texts of numbers stay as entered, so that a wrong one can be corrected. */
export interface PromptPanelSettings {
  readonly request: string;
  readonly system: string;
  readonly selection: string;
  readonly format: string;
  /** `o200k`, `cl100k` or the URI of a tokenizer.json. */
  readonly tokenizer: string;
  readonly budget: string;
  readonly maxShots: string;
}

/** An option of a menu. */
export interface PromptChoice {
  readonly value: string;
  readonly label: string;
}

/** A row of the table of parts. */
export interface PromptRow {
  readonly name: string;
  readonly words: string;
  readonly tokens: string;
  readonly why: string;
  /** The index of the shot, which can be shown in the editor. */
  readonly shot: number | undefined;
}

/** The texts of the page in the user's language. */
export const PROMPT_LABELS = [
  'request',
  'requestPlaceholder',
  'system',
  'selection',
  'format',
  'tokenizer',
  'budget',
  'unlimited',
  'maxShots',
  'copy',
  'save',
  'part',
  'tokens',
  'why',
  'omitted',
  'text',
  'show',
  'trial',
  'trialHelp',
  'try',
  'stop',
  'chooseModel',
  'setKey',
  'addShot',
  'reply',
  'calls',
] as const;
/** The name of a text of the page. */
export type PromptLabel = (typeof PROMPT_LABELS)[number];

/** Everything the page shows, in the user's language. */
export interface PromptPage {
  readonly type: 'show';
  readonly title: string;
  readonly total: string;
  /** Texts of the page in the chosen language. */
  readonly labels: Readonly<Record<PromptLabel, string>>;
  readonly settings: PromptPanelSettings;
  readonly selections: readonly PromptChoice[];
  readonly formats: readonly PromptChoice[];
  readonly tokenizers: readonly PromptChoice[];
  readonly parts: readonly PromptRow[];
  readonly omitted: readonly PromptRow[];
  readonly problems: readonly string[];
  readonly text: string;
}

/** A call that a model made in a trial. */
export interface PromptTrialCall {
  readonly text: string;
  /** What is wrong with it; empty for a valid call. */
  readonly problems: readonly string[];
  /** The verdict in a word or two. */
  readonly verdict: string;
}

/** A trial of the prompt with a model, as far as it has come, in the user's language. */
export interface PromptTrial {
  readonly type: 'trial';
  readonly isRunning: boolean;
  /** What happens, or how it ended. */
  readonly status: string;
  readonly isProblem: boolean;
  /** True if a key has to be set first, or another one. */
  readonly needsKey: boolean;
  readonly text: string;
  readonly calls: readonly PromptTrialCall[];
  /** True if the reply can be added to the document as a draft. */
  readonly canAdd: boolean;
}

/** What the page asks for. */
export type PromptPageRequest =
  | { readonly type: 'ready' | 'copy' | 'save' | 'try' | 'stopTrial' | 'chooseModel' | 'setKey' | 'addShot' }
  | { readonly type: 'settings'; readonly settings: PromptPanelSettings }
  | { readonly type: 'reveal'; readonly shot: number };

const SETTINGS: readonly (keyof PromptPanelSettings)[] = [
  'request',
  'system',
  'selection',
  'format',
  'tokenizer',
  'budget',
  'maxShots',
];

/** True for complete settings, whatever their values. */
export function isPromptPanelSettings(value: unknown): value is PromptPanelSettings {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return SETTINGS.every((name) => typeof fields[name] === 'string');
}

/** True for a message that the page may send. */
export function isPromptPageRequest(value: unknown): value is PromptPageRequest {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  switch (value.type) {
    case 'ready':
    case 'copy':
    case 'save':
    case 'try':
    case 'stopTrial':
    case 'chooseModel':
    case 'setKey':
    case 'addShot':
      return true;
    case 'settings':
      return 'settings' in value && isPromptPanelSettings(value.settings);
    case 'reveal':
      return 'shot' in value && typeof value.shot === 'number';
    default:
      return false;
  }
}

/** True for a message that the extension sends to the page. */
export function isPromptPage(value: unknown): value is PromptPage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'show';
}

/** True for a state of a trial that the extension sends to the page. */
export function isPromptTrial(value: unknown): value is PromptTrial {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'trial';
}
