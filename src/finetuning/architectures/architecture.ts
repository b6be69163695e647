import type { ModelDimensions } from '../model/dimensions.ts';
import type { TaskType } from '../model/options.ts';
import type { ExpertFacts, ExpertLayout, ModuleNode } from '../model/tree.ts';
import type { ConfigReader } from './configReader.ts';

/** What sits on top of the backbone: a language model's head, a classifier, or nothing. */
export type HeadKind = 'language' | 'sequence' | 'token' | 'question' | 'none';

/** What the caller decides about the model beside its configuration. */
export interface BuildRequest {
  readonly head: HeadKind;
  /** Rows of the embedding: the configuration's own number, resized and with the added tokens. */
  readonly vocabulary: (own: number) => number;
  /** Labels of a classification head. */
  readonly labels: number;
  readonly layout: ExpertLayout;
}

/** What a family of architectures makes of a configuration. */
export interface BuiltModel {
  readonly root: ModuleNode;
  readonly outputHead?: string;
  readonly inputEmbedding?: string;
  readonly tied: boolean;
  readonly dimensions: ModelDimensions;
  readonly experts?: Omit<ExpertFacts, 'otherLayout'>;
}

/** A family of architectures: which configurations it reads and how it lays out their modules. */
export interface Architecture {
  readonly modelTypes: readonly string[];
  /** The head a configuration gets that names no class. */
  readonly usualHead: HeadKind;
  readonly build: (config: ConfigReader, request: BuildRequest) => BuiltModel;
}

/** The head that a task type asks for. */
export function headOfTask(task: TaskType): HeadKind {
  const heads = {
    CAUSAL_LM: 'language',
    SEQ_2_SEQ_LM: 'language',
    SEQ_CLS: 'sequence',
    TOKEN_CLS: 'token',
    QUESTION_ANS: 'question',
    FEATURE_EXTRACTION: 'none',
  } as const;
  return heads[task];
}

/** The head that the name of a class speaks of; undefined for a class of another kind. */
export function headOfClass(className: string): HeadKind | undefined {
  if (/(ForCausalLM|LMHeadModel|ForConditionalGeneration|ForMaskedLM|ForPreTraining)$/.test(className))
    return 'language';
  if (/(ForSequenceClassification|ForImageClassification|ForSemanticSegmentation)$/.test(className)) return 'sequence';
  if (/ForTokenClassification$/.test(className)) return 'token';
  if (/ForQuestionAnswering$/.test(className)) return 'question';
  return /(Model|Encoder)$/.test(className) ? 'none' : undefined;
}
