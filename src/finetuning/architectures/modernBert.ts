import { embedding, group, layerNorm, linear, repeatByKind, tie } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';

/** ModernBERT: fused projections, no biases unless configured, no norm before the first attention. */
export const modernBert: Architecture = {
  modelTypes: ['modernbert'],
  defaultHead: 'language',
  build: (config, request) => {
    const hidden = config.size('hidden_size');
    const inner = config.size('intermediate_size');
    const heads = config.size('num_attention_heads');
    const layers = config.repeats('num_hidden_layers');
    const headWidth = config.divide('hidden_size', hidden, 'num_attention_heads', heads);
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const attentionBias = config.flag('attention_bias', false);
    const mlpBias = config.flag('mlp_bias', false);
    const norm = layerNorm(hidden, config.flag('norm_bias', false));
    const layer = (first: boolean): ModuleNode =>
      group({
        attn_norm: first ? undefined : norm,
        attn: group({ Wqkv: linear(hidden, 3 * hidden, attentionBias), Wo: linear(hidden, hidden, attentionBias) }),
        mlp_norm: norm,
        mlp: group({ Wi: linear(hidden, 2 * inner, mlpBias), Wo: linear(inner, hidden, mlpBias) }),
      });
    const backbone = group({
      embeddings: group({ tok_embeddings: embedding(vocabulary, hidden), norm }),
      layers: repeatByKind(layers, (index) => index === 0, layer),
      final_norm: norm,
    });
    const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads: heads, headWidth };
    const dimensions = { ...sizes, vocabularySize: vocabulary };
    if (request.head === 'none') {
      return { root: backbone, inputEmbedding: 'embeddings.tok_embeddings', tied: false, dimensions };
    }
    const inputEmbedding = 'model.embeddings.tok_embeddings';
    const head = group({ dense: linear(hidden, hidden, config.flag('classifier_bias', false)), norm });
    if (request.head !== 'language') {
      const labels = request.head === 'question' ? 2 : request.labels;
      const root = group({ model: backbone, head, classifier: linear(hidden, labels, true) });
      return { root, inputEmbedding, tied: false, dimensions };
    }
    const tied = config.flag('tie_word_embeddings', true);
    const plain = linear(hidden, vocabulary, config.flag('decoder_bias', true));
    const decoder = tied ? tie(plain, `${inputEmbedding}.weight`) : plain;
    return { root: group({ model: backbone, head, decoder }), inputEmbedding, outputHead: 'decoder', tied, dimensions };
  },
};
