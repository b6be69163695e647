import type { ModuleChild, ModuleNode, ParameterShape } from '../model/tree.ts';

/** Names under which tables of vectors are stored; a linear layer of two dimensions looks the same otherwise. */
const embeddingNames =
  /^(embed_tokens|embed_in|wte|wpe|shared|tok_embeddings|relative_attention_bias|embed_positions|.*embedding|.*embeddings)$/;

/** A module from the parameters it owns: what it is has to be told from names and shapes. */
export function moduleOf(
  name: string,
  parameters: readonly ParameterShape[],
  children: readonly ModuleChild[],
): ModuleNode {
  const weight = parameters.find((parameter) => parameter.name === 'weight');
  if (weight === undefined) {
    return { kind: parameters.length > 0 && children.length === 0 ? 'other' : 'container', parameters, children };
  }
  const [first = 0, second = 0, ...kernel] = weight.shape;
  switch (weight.shape.length) {
    case 1:
      return { kind: 'norm', parameters, children };
    case 2: {
      const bias = parameters.find((parameter) => parameter.name === 'bias')?.shape[0];
      if (embeddingNames.test(name))
        return { kind: 'embedding', inFeatures: first, outFeatures: second, parameters, children };
      // Only a layer that stores its weight the other way round has as many biases as its weight has columns.
      const transposed = bias === second && bias !== first;
      const [outFeatures, inFeatures] = transposed ? [second, first] : [first, second];
      return { kind: transposed ? 'conv1d-transposed' : 'linear', inFeatures, outFeatures, parameters, children };
    }
    case 3:
    case 4:
    case 5:
      return { kind: 'convolution', inFeatures: second, outFeatures: first, kernel, groups: 1, parameters, children };
    default:
      return { kind: 'other', parameters, children };
  }
}
