import { alpaca } from './alpaca.ts';
import { hermes } from './hermes.ts';
import { hf } from './hf.ts';
import { llamafactory } from './llamafactory.ts';
import { llamafactoryV1 } from './llamafactoryV1.ts';
import { msSwift } from './msSwift.ts';
import { openai } from './openai.ts';
import type { DatasetTarget } from './target.ts';
import { text } from './text.ts';

/** Every target, in the order of the documentation. Nothing else lists them. */
export const datasetTargets: readonly DatasetTarget[] = [
  openai,
  hf,
  llamafactory,
  llamafactoryV1,
  msSwift,
  alpaca,
  hermes,
  text,
];

/** The target of a name or an alias. */
export function findTarget(name: string): DatasetTarget | undefined {
  return datasetTargets.find(({ id, aliases }) => id === name || aliases.includes(name));
}
