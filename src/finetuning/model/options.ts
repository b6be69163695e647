import type { ExpertLayout, TransformersVersion } from './tree.ts';

/** PEFT's task types. They select the head of the model and what PEFT saves with the adapter. */
export const taskTypes = [
  'CAUSAL_LM',
  'SEQ_2_SEQ_LM',
  'SEQ_CLS',
  'TOKEN_CLS',
  'QUESTION_ANS',
  'FEATURE_EXTRACTION',
] as const;

/** One of PEFT's task types. */
export type TaskType = (typeof taskTypes)[number];

/** Options for a model in addition to its configuration. */
export interface ModelOptions {
  /** Name of the model in results. */
  readonly name?: string;
  /** Tokens added by the tokenizer; embedding and head grow by as many rows. */
  readonly addedTokens?: number;
  /** Size of the vocabulary instead of the configuration's, for a resized embedding. */
  readonly vocabSize?: number;
  /** Labels of a classification head; default the configuration's `num_labels` or `id2label`, else 2. */
  readonly numLabels?: number;
  /** The model's head; default: the class named in the configuration's `architectures`. */
  readonly taskType?: TaskType;
  /** Layout of expert weights where it depends on the version of transformers; default `per-expert`. */
  readonly moe?: ExpertLayout;
  /** Major version of transformers, where names or ties depend on it; default 4. */
  readonly transformers?: TransformersVersion;
}
