import type { ExpertLayout } from './tree.ts';

/** PEFT's task types. They choose the head of the model and what PEFT saves beside the adapter. */
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

/** What the user says about a model beside its configuration. */
export interface ModelOptions {
  /** What to call the model in results. */
  readonly name?: string;
  /** Tokens added by the tokenizer; embedding and head grow by as many rows. */
  readonly addedTokens?: number;
  /** Size of the vocabulary instead of the configuration's, for a resized embedding. */
  readonly vocabSize?: number;
  /** Labels of a classification head; default the configuration's `num_labels` or `id2label`, else 2. */
  readonly numLabels?: number;
  /** Which head the model gets; default: the class that the configuration's `architectures` names. */
  readonly taskType?: TaskType;
  /** Layout of expert weights where it depends on the version of transformers; default `per-expert`. */
  readonly moe?: ExpertLayout;
}
