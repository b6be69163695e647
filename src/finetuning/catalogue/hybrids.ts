import { type CatalogueEntry, decoderEntry } from './entry.ts';
import { hub, type PublishedTotal, stated } from './published.ts';

function mamba(
  name: string,
  published: PublishedTotal,
  modelType: string,
  [hidden, layers, vocabulary]: readonly [hidden: number, layers: number, vocabulary: number],
  tied: boolean,
): CatalogueEntry {
  const sizes = { hidden_size: hidden, num_hidden_layers: layers, vocab_size: vocabulary };
  return { name, published, config: { model_type: modelType, ...sizes, tie_word_embeddings: tied } };
}

/** MiniMax-Text-01 has full attention in every eighth layer. */
const everyEighth = Array.from({ length: 80 }, (_, layer) => (layer % 8 === 7 ? 'full_attention' : 'linear_attention'));

/** State spaces and linear attention, alone or between layers of attention. */
export const hybridModels: readonly CatalogueEntry[] = [
  mamba('state-spaces/mamba-130m-hf', hub(129_135_360), 'mamba', [768, 24, 50280], true),
  mamba('state-spaces/mamba-370m-hf', hub(371_516_416), 'mamba', [1024, 48, 50280], true),
  mamba('tiiuae/falcon-mamba-7b', hub(7_272_665_088), 'falcon_mamba', [4096, 64, 65024], false),
  decoderEntry('jamba', 'ai21labs/AI21-Jamba-Mini-1.5', hub(51_570_323_328), [4096, 14336, 32, 32, 8, 65536], {
    num_experts: 16,
    num_experts_per_tok: 2,
  }),
  decoderEntry(
    'qwen3_next',
    'Qwen/Qwen3-Next-80B-A3B-Instruct',
    stated('80B', 'https://huggingface.co/Qwen/Qwen3-Next-80B-A3B-Instruct'),
    [2048, 5120, 48, 16, 2, 151936],
    { head_dim: 256, num_experts: 512, moe_intermediate_size: 512, shared_expert_intermediate_size: 512 },
  ),
  decoderEntry(
    'minimax',
    'MiniMaxAI/MiniMax-Text-01-hf',
    stated('456B', 'https://arxiv.org/abs/2501.08313'),
    [6144, 9216, 80, 64, 8, 200064],
    { head_dim: 128, num_local_experts: 32, layer_types: everyEighth },
  ),
  decoderEntry('minimax_m2', 'MiniMaxAI/MiniMax-M2', hub(228_689_764_864 - 15_872), [3072, 1536, 62, 48, 8, 200064], {
    head_dim: 128,
  }),
];
