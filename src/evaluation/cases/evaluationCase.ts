import type {
  CheckedCall,
  Message,
  Procedure,
  Project,
  Round,
  Shot,
  ShotsDocument,
  ToolCatalog,
} from '../../core/index.ts';
import type { ChatRequest } from '../../generation/index.ts';
import type { ExpectedTurn } from '../matching/turns.ts';

/** A document with what surrounds it, and its shots that must not be used, with the reason. */
export interface EvaluationSource {
  readonly uri: string;
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly procedures: readonly Procedure[];
  readonly project: Project;
  /** The shots that are not used, each with the reason. */
  readonly skipped: ReadonlyMap<Shot, SkipReason>;
  /** False for a document whose shots are shown only. Undefined in all: every shot is tested and shown to the others. */
  readonly isTested?: boolean;
}

/** Why a shot or a round is no case. The codes are stable. */
export interface SkipReason {
  readonly code: string;
  readonly message: Message;
}

/** A shot that is not tested. */
export interface SkippedShot extends SkipReason {
  readonly uri: string;
  readonly shot: Shot;
}

/** One round as a test: the prompt up to it, and what the author does next. */
export interface EvaluationCase {
  /** Stable as long as the ids of the shots are: URI, shot and round. */
  readonly id: string;
  readonly source: EvaluationSource;
  readonly shot: Shot;
  /** The round; undefined for the answer after the last one. */
  readonly round: Round | undefined;
  /** From 0; the answer comes after the rounds. */
  readonly roundIndex: number;
  readonly expected: ExpectedTurn;
  /** The author's calls with their places, parallel to those expected. */
  readonly calls: readonly CheckedCall[];
  /** How many shots the prompt shows. Without any the case is counted apart. */
  readonly shown: number;
  /** These shots, in the order of the prompt. */
  readonly shownShots: readonly Shot[];
  /** How similar the nearest shown shot is, from 0 to 1; undefined without any. */
  readonly nearest: number | undefined;
  /** The unmasked request. Built on demand: thousands of prompts do not fit into memory. */
  request(): ChatRequest;
  /** The same request without shots, as a model gets it that was trained on them. */
  requestWithoutShots(): ChatRequest;
}

/** How the prompts of a run are made. */
export interface PromptOptions {
  /** Tools as definitions of the protocol and history as calls, or everything as text. */
  readonly form: 'tools' | 'text';
  /** The most tokens of shots in a prompt, estimated. */
  readonly shotTokens: number;
  /** True for the shots that prompts may show; all if it is left out. */
  readonly shows?: (shot: Shot) => boolean;
  /**
   * Chooses among the shots of a document, given by their indexes, for the request of a case; the most important one comes
   * last. All in document order if it is left out.
   */
  readonly select?:
    | ((source: EvaluationSource, among: ReadonlySet<number>, request: string) => readonly Shot[])
    | undefined;
  /** 0 to 2, as the API takes it. */
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed?: number | undefined;
}

/** Prompts of a run where the user says nothing else. */
export const DEFAULT_PROMPT_OPTIONS: PromptOptions = {
  form: 'tools',
  shotTokens: 8000,
  temperature: 0,
  maxTokens: 1024,
};

/** The shot as reports name it: its id, or its number. */
export function getShotName({ id, index }: Shot): string {
  return id?.value ?? String(index + 1);
}
