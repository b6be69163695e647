import type { ModelTree, MultimodalParts } from '../model/tree.ts';
import type { CountResult } from './result.ts';

/** Trained parameters of a multimodal model by its parts, as trainers tell them apart. */
export interface TrainedParts {
  /** Of the language model, with its embeddings and head. */
  readonly language: number;
  /** Of the vision tower, without the projector. */
  readonly vision: number;
  /** Of the layers that project images into the language model. */
  readonly projector: number;
}

/** Trained parameters by part; undefined for a model without a vision tower. */
export function getTrainedParts({ multimodal }: ModelTree, { modules }: CountResult): TrainedParts | undefined {
  if (multimodal === undefined) return undefined;
  const parts = { language: 0, vision: 0, projector: 0 };
  for (const { path, trainable } of modules) parts[getPart(path, multimodal)] += trainable;
  return parts;
}

/** A projector may be within the tower, as in Qwen-VL: it is looked for first. */
function getPart(path: string, { vision, projector }: MultimodalParts): keyof TrainedParts {
  const isIn = (names: readonly string[]): boolean => names.some((name) => `.${path}.`.includes(`.${name}.`));
  if (isIn(projector)) return 'projector';
  return isIn(vision) ? 'vision' : 'language';
}
