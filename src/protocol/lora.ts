/** Messages between the LoRA panel's page and the extension: types and guards only. */
import type {
  AdapterConfig,
  CardsFit,
  CostInputs,
  CostResult,
  CountResult,
  Gpu,
  LayerMapSection,
  MemoryEstimate,
  MemoryOptions,
  ModelOptions,
  ModelTree,
  Outcome,
  SweepPoint,
  TrainedParts,
  TrainingFormat,
} from '../finetuning/index.ts';

// The options of the page's menus.
export {
  basePrecisions,
  losses,
  optimizers,
  splits,
  trainedPrecisions,
  trainingFormats,
  trainingLoops,
} from '../finetuning/index.ts';

/** The chosen model. A file is a `config.json`, a `.safetensors` file or its index. */
export type ModelChoice =
  | { readonly kind: 'catalogue'; readonly name: string }
  | { readonly kind: 'file'; readonly uri: string; readonly name: string };

/** One configuration of up to four that are compared. */
export interface PanelConfiguration {
  readonly name: string;
  readonly adapter: AdapterConfig;
  readonly memory: MemoryOptions;
}

/** Everything the user entered; kept over a reload. */
export interface PanelState {
  readonly version: 1;
  /** Number of changes by the user: of two saved states, the one with more is newer. */
  readonly edits: number;
  readonly model: ModelChoice;
  readonly modelOptions: ModelOptions;
  readonly configurations: readonly PanelConfiguration[];
  /** Index of the configuration that is edited. */
  readonly active: number;
  readonly gpus: readonly Gpu[];
  readonly cost: CostInputs;
  /** True if the user entered the active parameters of the training cost; otherwise they are the model's. */
  readonly ownParameters?: boolean;
  /** The user's own rates: the value of one unit of a currency in CNY. */
  readonly rates?: Readonly<Record<string, number>>;
}

/**
 * The newest of the saved states. VS Code saves a page's own state only every few seconds, so that after a reload it may
 * be older than the extension's; and the state a page was restored with may be older than what it sent since.
 */
export function getNewestState(...states: readonly (PanelState | undefined)[]): PanelState | undefined {
  return states.reduce((newest, state) => ((state?.edits ?? -1) > (newest?.edits ?? -1) ? state : newest), undefined);
}

/** The state with another model. Added tokens belong to the model that was chosen before. */
export function withModel(state: PanelState, model: ModelChoice): PanelState {
  if (model.name === state.model.name) return { ...state, model };
  const { addedTokens: _, ...modelOptions } = state.modelOptions;
  return { ...state, model, modelOptions };
}

/** A key of the model: states with the same key have the same model. */
export function modelKey({ model, modelOptions }: PanelState): string {
  return JSON.stringify([model, modelOptions]);
}

/** A finding in the user's language, shown at its field. */
export interface PanelFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly field: string;
  readonly message: string;
  readonly advice?: string;
}

/** The results of one configuration; `count` and the rest are absent if there is an error. */
export interface ConfigurationView {
  readonly findings: readonly PanelFinding[];
  readonly count?: CountResult;
  /** Trained parameters by part; only of a multimodal model. */
  readonly parts?: TrainedParts;
  readonly layerMap?: readonly LayerMapSection[];
  readonly memory?: PanelMemory;
  readonly sweep?: readonly SweepPoint[];
}

/** A memory estimate with its texts rendered. */
export interface PanelMemory extends Omit<MemoryEstimate, 'training' | 'disk' | 'cardsFit'> {
  readonly cardsFit?: Omit<CardsFit, 'answer'> & { readonly answer: string };
  readonly training: readonly PanelMemoryLine[];
  readonly disk: readonly PanelMemoryLine[];
}

/** A line of the memory estimate, in bytes, with its texts in the user's language. `source` cites the formula. */
export interface PanelMemoryLine extends Omit<MemoryEstimate['training'][number], 'label' | 'source'> {
  readonly label: string;
  readonly source: string;
}

/** Everything computed from a state. */
export interface PanelView {
  readonly model: {
    readonly name: string;
    readonly className: string;
    readonly parameters: number;
    readonly targets: readonly { readonly name: string; readonly instances: number }[];
    readonly tied: boolean;
    /** True if the layout of expert weights depends on the version of transformers. */
    readonly askMoe: boolean;
    /** True if names or ties depend on the version of transformers. */
    readonly askVersion: boolean;
    /** What each trainer does with the vision tower by default; empty for a model without one. */
    readonly trainerDefaults: Partial<Readonly<Record<TrainingFormat, string>>>;
    readonly findings: readonly PanelFinding[];
  };
  readonly configurations: readonly ConfigurationView[];
  readonly cost: {
    /** The inputs with the model's active parameters. */
    readonly inputs: CostInputs;
    readonly findings: readonly PanelFinding[];
    readonly result?: CostResult;
  };
}

/** A model that matches what the user types; `size` is its parameter count as text. */
export interface ModelSuggestion {
  readonly name: string;
  readonly family: string;
  readonly size: string;
}

/** A row of a preset's worked calculation. */
export interface WorkedStep {
  readonly label: string;
  readonly formula: string;
  /** Absent for a note. */
  readonly value: number | undefined;
}

/** From the page to the extension. */
export type ToExtension =
  | { readonly type: 'ready'; readonly state: PanelState | undefined }
  /** The user's input: saved, and answered with the model if it changed. */
  | { readonly type: 'entered'; readonly state: PanelState }
  | { readonly type: 'searchModels'; readonly query: string }
  /** The model for a name: the exact or only match, in any spelling. Without one the answer is suggestions. */
  | { readonly type: 'chooseModel'; readonly query: string }
  | { readonly type: 'openModelFile' }
  | { readonly type: 'preset'; readonly name: 'course-exercise' }
  | { readonly type: 'measureShots' }
  | { readonly type: 'importTraining' }
  | {
      readonly type: 'exportTraining';
      readonly format: TrainingFormat;
      readonly sweep: boolean;
      readonly state: PanelState;
    }
  | { readonly type: 'copyMarkdown'; readonly state: PanelState }
  | { readonly type: 'saveImage'; readonly name: string; readonly format: 'svg' | 'png'; readonly base64: string };

/** From the extension to the page. */
export type ToPage =
  | {
      readonly type: 'start';
      readonly state: PanelState;
      readonly language: 'en' | 'zh-CN';
    }
  /** The model of every state that has this key. */
  | { readonly type: 'model'; readonly key: string; readonly model: Outcome<ModelTree> }
  | { readonly type: 'state'; readonly state: PanelState; readonly worked?: readonly WorkedStep[] }
  | {
      readonly type: 'models';
      readonly query: string;
      readonly models: readonly ModelSuggestion[];
      readonly similar: boolean;
    }
  | { readonly type: 'shotTokens'; readonly tokens: number; readonly documents: number; readonly shots: number };

const TO_EXTENSION: ReadonlySet<string> = new Set<ToExtension['type']>([
  'ready',
  'entered',
  'searchModels',
  'chooseModel',
  'openModelFile',
  'preset',
  'measureShots',
  'importTraining',
  'exportTraining',
  'copyMarkdown',
  'saveImage',
]);

/** True for a message of the page. Messages are validated like any external data. */
export function isToExtension(message: unknown): message is ToExtension {
  return getMessageType(message) !== undefined && TO_EXTENSION.has(getMessageType(message) ?? '');
}

const TO_PAGE: ReadonlySet<string> = new Set<ToPage['type']>(['start', 'model', 'state', 'models', 'shotTokens']);

/** Whether a message has the type of a message to the page; its other members are not checked. */
export function isToPage(message: unknown): message is ToPage {
  return TO_PAGE.has(getMessageType(message) ?? '');
}

/** True for a state written by this version; others are not restored. */
export function isPanelState(state: unknown): state is PanelState {
  if (typeof state !== 'object' || state === null) return false;
  const { version, edits, configurations } = state as Partial<PanelState>;
  return version === 1 && Number.isInteger(edits) && Array.isArray(configurations) && configurations.length > 0;
}

function getMessageType(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type } = message as { type?: unknown };
  return typeof type === 'string' ? type : undefined;
}
