import type { ModelDimensions } from '../model/dimensions.ts';
import type { TaskType } from '../model/options.ts';
import type { ExpertFacts, ExpertLayout, ModuleNode, MultimodalParts, TransformersVersion } from '../model/tree.ts';
import type { ConfigReader } from './configReader.ts';

/** The head on top of the backbone: a language model's head, a classifier, or nothing. */
export type HeadKind = 'language' | 'sequence' | 'token' | 'question' | 'none';

/** The caller's choices in addition to the configuration. */
export interface BuildRequest {
  readonly head: HeadKind;
  /** Rows of the embedding: the configuration's own number, resized, plus added tokens. */
  readonly vocabulary: (own: number) => number;
  /** Labels of a classification head. */
  readonly labels: number;
  readonly layout: ExpertLayout;
  readonly transformers: TransformersVersion;
}

/** The model that an architecture builds from a configuration. */
export interface BuiltModel {
  readonly root: ModuleNode;
  readonly outputHead?: string;
  readonly inputEmbedding?: string;
  readonly tied: boolean;
  readonly dimensions: ModelDimensions;
  readonly experts?: Omit<ExpertFacts, 'otherLayout'>;
  readonly multimodal?: MultimodalParts;
}

/** A family of architectures: the configurations it reads and the modules it builds. */
export interface Architecture {
  readonly modelTypes: readonly string[];
  /** The head if the configuration names no class. */
  readonly defaultHead: HeadKind;
  /** True if names or ties depend on the major version of transformers. */
  readonly dependsOnVersion?: boolean;
  readonly build: (config: ConfigReader, request: BuildRequest) => BuiltModel;
}

/** The head for a task type. */
export function getHeadOfTask(task: TaskType): HeadKind {
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

/** The head of a class by its name; undefined for other classes. */
export function getHeadOfClass(className: string): HeadKind | undefined {
  if (/(ForCausalLM|LMHeadModel|ForConditionalGeneration|ForMaskedLM|ForPreTraining)$/.test(className))
    return 'language';
  if (/(ForSequenceClassification|ForImageClassification|ForSemanticSegmentation)$/.test(className)) return 'sequence';
  if (/ForTokenClassification$/.test(className)) return 'token';
  if (/ForQuestionAnswering$/.test(className)) return 'question';
  return /(Model|Encoder)$/.test(className) ? 'none' : undefined;
}
