import { group, linear, tie } from '../model/builders.ts';
import type { ModelDimensions } from '../model/dimensions.ts';
import type { ModuleNode, MultimodalParts } from '../model/tree.ts';
import type { BuildRequest, BuiltModel } from './architecture.ts';

/** A language model with a vision tower beside it, before a head is added. */
export interface MultimodalModel {
  /** Holds `language_model` and the parts of the vision. */
  readonly backbone: ModuleNode;
  readonly dimensions: ModelDimensions;
  readonly multimodal: MultimodalParts;
  readonly tied: boolean;
}

/** Adds the requested head: `model.…` beside `lm_head` or `score`. */
export function assembleMultimodal(parts: MultimodalModel, request: BuildRequest): BuiltModel {
  const { backbone, dimensions, multimodal, tied } = parts;
  if (request.head === 'none') {
    return { root: backbone, inputEmbedding: 'language_model.embed_tokens', tied: false, dimensions, multimodal };
  }
  const inputEmbedding = 'model.language_model.embed_tokens';
  const hidden = dimensions.hiddenSize;
  if (request.head !== 'language') {
    const root = group({ model: backbone, score: linear(hidden, request.labels) });
    return { root, inputEmbedding, tied: false, dimensions, multimodal };
  }
  const plain = linear(hidden, dimensions.vocabularySize);
  const head = tied ? tie(plain, `${inputEmbedding}.weight`) : plain;
  const root = group({ model: backbone, lm_head: head });
  return { root, inputEmbedding, outputHead: 'lm_head', tied, dimensions, multimodal };
}
