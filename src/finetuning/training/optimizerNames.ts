import type { Optimizer } from '../memory/estimate.ts';

/** Names of the optimizers in `TrainingArguments` of transformers. */
export const OPTIMIZER_NAMES: Readonly<Record<Optimizer, string>> = {
  adamw: 'adamw_torch',
  'adamw-8bit': 'adamw_bnb_8bit',
  'paged-adamw': 'paged_adamw_32bit',
  'paged-adamw-8bit': 'paged_adamw_8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd',
};

/** The optimizer for a trainer's name of it. */
export function toOptimizer(name: string): Optimizer {
  const isPaged = name.startsWith('paged');
  if (name.includes('8bit')) return isPaged ? 'paged-adamw-8bit' : 'adamw-8bit';
  if (isPaged) return 'paged-adamw';
  if (name.includes('adafactor')) return 'adafactor';
  return name.startsWith('sgd') ? 'sgd-momentum' : 'adamw';
}
