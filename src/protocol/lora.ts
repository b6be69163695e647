/** Messages between the LoRA panel's page and the extension: types and guards, nothing else. */
import type {
  AdapterConfig,
  CakeSlice,
  CostInputs,
  CostResult,
  CountResult,
  Gpu,
  MemoryEstimate,
  MemoryOptions,
  ModelOptions,
  ModelTree,
  Outcome,
  SweepPoint,
  TrainingFormat,
} from '../finetuning/index.ts';

// The choices of the page's menus, from the tables themselves: through the door the whole engine would come along.
export { basePrecisions, optimizers, trainedPrecisions } from '../finetuning/memory/estimate.ts';
export { trainingFormats } from '../finetuning/training/setup.ts';

/** Which model is looked at. A file is a `config.json`, a `.safetensors` file or its index. */
export type ModelChoice =
  | { readonly kind: 'catalogue'; readonly name: string }
  | { readonly kind: 'file'; readonly uri: string; readonly name: string };

/** One configuration of up to four that are compared. */
export interface PanelConfiguration {
  readonly name: string;
  readonly adapter: AdapterConfig;
  readonly memory: MemoryOptions;
}

/** Everything the user has entered: what is kept over a reload. */
export interface PanelState {
  readonly version: 1;
  /** How often the user changed something: of two states that were kept, the one with more is the newer. */
  readonly edits: number;
  readonly model: ModelChoice;
  readonly modelOptions: ModelOptions;
  readonly configurations: readonly PanelConfiguration[];
  /** Index of the configuration that is edited. */
  readonly active: number;
  readonly gpus: readonly Gpu[];
  readonly cost: CostInputs;
  /** What one unit of a currency is worth in CNY, where the user knows better than the examples. */
  readonly rates?: Readonly<Record<string, number>>;
}

/**
 * The newest of states that were kept. VS Code keeps a page's own every few seconds only, so that after a reload it may
 * be behind what the extension kept; and what a page was restored with may be behind what it sent since.
 */
export function newestState(...states: readonly (PanelState | undefined)[]): PanelState | undefined {
  return states.reduce((newest, state) => ((state?.edits ?? -1) > (newest?.edits ?? -1) ? state : newest), undefined);
}

/** Tells models apart: states with the same key have the same one. */
export function modelKey({ model, modelOptions }: PanelState): string {
  return JSON.stringify([model, modelOptions]);
}

/** A finding in the user's language, to be shown at its field. */
export interface PanelFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly field: string;
  readonly message: string;
  readonly advice?: string;
}

/** What one configuration amounts to; `count` and the rest are absent where an error stands in the way. */
export interface ConfigurationView {
  readonly findings: readonly PanelFinding[];
  readonly count?: CountResult;
  readonly cake?: readonly CakeSlice[];
  readonly memory?: PanelMemory;
  readonly sweep?: readonly SweepPoint[];
}

/** A memory estimate with its texts rendered. */
export interface PanelMemory extends Omit<MemoryEstimate, 'training' | 'disk'> {
  readonly training: readonly PanelMemoryLine[];
  readonly disk: readonly PanelMemoryLine[];
}

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
    /** True where the layout of expert weights depends on the version of transformers. */
    readonly askMoe: boolean;
    readonly findings: readonly PanelFinding[];
  };
  readonly configurations: readonly ConfigurationView[];
  readonly cost: { readonly findings: readonly PanelFinding[]; readonly result?: CostResult };
}

export interface ModelSuggestion {
  readonly name: string;
  readonly family: string;
  readonly size: string;
}

/** A row of a preset's worked calculation. */
export interface WorkedStep {
  readonly label: string;
  readonly formula: string;
  /** Absent for a remark. */
  readonly value: number | undefined;
}

/** From the page to the extension. */
export type ToExtension =
  | { readonly type: 'ready'; readonly state: PanelState | undefined }
  /** What the user entered: kept, and answered with the model if that is another one now. */
  | { readonly type: 'entered'; readonly state: PanelState }
  | { readonly type: 'searchModels'; readonly query: string }
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
  | { readonly type: 'models'; readonly query: string; readonly models: readonly ModelSuggestion[] }
  | { readonly type: 'shotTokens'; readonly tokens: number; readonly documents: number; readonly shots: number };

const TO_EXTENSION: ReadonlySet<string> = new Set<ToExtension['type']>([
  'ready',
  'entered',
  'searchModels',
  'openModelFile',
  'preset',
  'measureShots',
  'importTraining',
  'exportTraining',
  'copyMarkdown',
  'saveImage',
]);

/** True for a message of the page. A page is our own, but a message is still data from outside. */
export function isToExtension(message: unknown): message is ToExtension {
  return typeOf(message) !== undefined && TO_EXTENSION.has(typeOf(message) ?? '');
}

const TO_PAGE: ReadonlySet<string> = new Set<ToPage['type']>(['start', 'model', 'state', 'models', 'shotTokens']);

export function isToPage(message: unknown): message is ToPage {
  return TO_PAGE.has(typeOf(message) ?? '');
}

/** True for a state this version wrote; another one is not restored. */
export function isPanelState(state: unknown): state is PanelState {
  if (typeof state !== 'object' || state === null) return false;
  const { version, edits, configurations } = state as Partial<PanelState>;
  return version === 1 && Number.isInteger(edits) && Array.isArray(configurations) && configurations.length > 0;
}

function typeOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type } = message as { type?: unknown };
  return typeof type === 'string' ? type : undefined;
}
