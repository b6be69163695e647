import type { Selection } from '../../datasets/index.ts';
import type { ServerFlags } from '../generation/flags.ts';

/** What the command line of `eval` says, as commander gives it. */
export interface EvalFlags extends Omit<ServerFlags, 'model'> {
  /** The models to evaluate; the first is what the others are compared with. */
  readonly model: readonly string[];
  readonly format: EvalFormat;
  readonly minCallAccuracy?: number;
  readonly repeat: number;
  readonly match: 'strict' | 'loose';
  readonly heldOut: readonly string[];
  readonly as: 'tools' | 'text';
  readonly shotTokens?: number;
  readonly select: Selection;
  readonly concurrency: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly dryRun?: boolean;
  readonly freeRun?: boolean;
  readonly withoutShots?: boolean;
  readonly ablation?: boolean;
  readonly prices?: string;
  readonly pairs?: string;
  readonly out?: string;
  readonly force?: boolean;
}

export const EVAL_FORMATS = ['text', 'json', 'junit'] as const;
export type EvalFormat = (typeof EVAL_FORMATS)[number];
