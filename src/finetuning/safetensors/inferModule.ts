import type { ModuleChild, ModuleNode, ParameterShape } from '../model/tree.ts';

/** Names of embedding tables; a linear layer has the same shape. */
const EMBEDDING_NAME =
  /^(?:embed|wte|wpe|shared|relative_attention_bias|codebook)$|^(?:embed_|pos_embed)|embed_tokens|(?:_embed|embeddings?)$/;

/** Projections whose names contain `embed` and that are linear layers or convolutions. */
const PROJECTION_NAME = /(proj|projection|linear|conv)/;

/** A module from the parameters it owns; its kind is inferred from names and shapes. */
export function inferModule(
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
      if (EMBEDDING_NAME.test(name) && !PROJECTION_NAME.test(name))
        return { kind: 'embedding', inFeatures: first, outFeatures: second, parameters, children };
      // Only a transposed layer has as many biases as its weight has columns.
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
