import { type CatalogueEntry, decoderEntries } from './entry.ts';

function gpt2(name: string, modelType: string, sizes: readonly number[]): CatalogueEntry {
  const [width, layers, heads, positions, vocabulary] = sizes;
  const named = { n_embd: width, n_layer: layers, n_head: heads, n_positions: positions, vocab_size: vocabulary };
  return { name, config: { model_type: modelType, ...named } };
}

function gptOss(name: string, layers: number, experts: number): CatalogueEntry {
  const config = {
    model_type: 'gpt_oss',
    hidden_size: 2880,
    intermediate_size: 2880,
    num_hidden_layers: layers,
    num_attention_heads: 64,
    num_key_value_heads: 8,
    head_dim: 64,
    num_local_experts: experts,
    num_experts_per_tok: 4,
    vocab_size: 201_088,
  };
  return { name, config };
}

function opt(name: string, sizes: readonly number[], extra: Readonly<Record<string, unknown>> = {}): CatalogueEntry {
  const [hidden, inner, layers, heads] = sizes;
  const named = { hidden_size: hidden, ffn_dim: inner, num_hidden_layers: layers, num_attention_heads: heads };
  return { name, config: { model_type: 'opt', vocab_size: 50_272, max_position_embeddings: 2048, ...named, ...extra } };
}

function bloom(name: string, hidden: number, layers: number, heads: number): CatalogueEntry {
  return {
    name,
    config: { model_type: 'bloom', hidden_size: hidden, n_layer: layers, n_head: heads, vocab_size: 250_880 },
  };
}

function falcon(name: string, sizes: readonly number[], extra: Readonly<Record<string, unknown>>): CatalogueEntry {
  const [hidden, layers, heads] = sizes;
  const named = { hidden_size: hidden, num_hidden_layers: layers, num_attention_heads: heads, vocab_size: 65_024 };
  return { name, config: { model_type: 'falcon', bias: false, parallel_attn: true, ...named, ...extra } };
}

/** Models of OpenAI, Microsoft, BigCode, EleutherAI, TII, BigScience, Meta (OPT), Cohere and Stability. */
export const otherModels = [
  gpt2('openai-community/gpt2', 'gpt2', [768, 12, 12, 1024, 50257]),
  gpt2('openai-community/gpt2-medium', 'gpt2', [1024, 24, 16, 1024, 50257]),
  gpt2('openai-community/gpt2-large', 'gpt2', [1280, 36, 20, 1024, 50257]),
  gpt2('openai-community/gpt2-xl', 'gpt2', [1600, 48, 25, 1024, 50257]),
  gpt2('bigcode/starcoderbase-1b', 'gpt_bigcode', [2048, 24, 16, 8192, 49152]),
  gpt2('bigcode/starcoderbase', 'gpt_bigcode', [6144, 40, 48, 8192, 49152]),
  gptOss('openai/gpt-oss-20b', 24, 32),
  gptOss('openai/gpt-oss-120b', 36, 128),
  ...decoderEntries('phi', [
    ['microsoft/phi-1_5', [2048, 8192, 24, 32, 32, 51200]],
    ['microsoft/phi-2', [2560, 10240, 32, 32, 32, 51200]],
  ]),
  ...decoderEntries('phi3', [
    ['microsoft/Phi-3-mini-4k-instruct', [3072, 8192, 32, 32, 32, 32064]],
    ['microsoft/Phi-3.5-mini-instruct', [3072, 8192, 32, 32, 32, 32064]],
    ['microsoft/Phi-3-medium-4k-instruct', [5120, 17920, 40, 40, 10, 32064]],
    ['microsoft/phi-4', [5120, 17920, 40, 40, 10, 100352]],
    ['microsoft/Phi-4-mini-instruct', [3072, 8192, 32, 24, 8, 200064], { tie_word_embeddings: true }],
  ]),
  ...decoderEntries('starcoder2', [
    ['bigcode/starcoder2-3b', [3072, 12288, 30, 24, 2, 49152]],
    ['bigcode/starcoder2-7b', [4608, 18432, 32, 36, 4, 49152]],
    ['bigcode/starcoder2-15b', [6144, 24576, 40, 48, 4, 49152], { tie_word_embeddings: false }],
  ]),
  ...decoderEntries('gpt_neox', [
    ['EleutherAI/pythia-1.4b', [2048, 8192, 24, 16, 16, 50304]],
    ['EleutherAI/pythia-6.9b', [4096, 16384, 32, 32, 32, 50432]],
    ['EleutherAI/gpt-neox-20b', [6144, 24576, 44, 64, 64, 50432]],
  ]),
  falcon('tiiuae/falcon-7b', [4544, 32, 71], { multi_query: true, new_decoder_architecture: false }),
  falcon('tiiuae/falcon-40b', [8192, 60, 128], { new_decoder_architecture: true, num_kv_heads: 8 }),
  bloom('bigscience/bloom-560m', 1024, 24, 16),
  bloom('bigscience/bloomz-7b1', 4096, 30, 32),
  bloom('bigscience/bloom', 14336, 70, 112),
  opt('facebook/opt-125m', [768, 3072, 12, 12]),
  opt('facebook/opt-350m', [1024, 4096, 24, 16], { word_embed_proj_dim: 512, do_layer_norm_before: false }),
  opt('facebook/opt-1.3b', [2048, 8192, 24, 32]),
  opt('facebook/opt-6.7b', [4096, 16384, 32, 32]),
  ...decoderEntries('cohere', [
    ['CohereForAI/c4ai-command-r-v01', [8192, 22528, 40, 64, 64, 256000]],
    ['CohereForAI/c4ai-command-r-plus', [12288, 33792, 64, 96, 8, 256000], { use_qk_norm: true }],
  ]),
  ...decoderEntries('stablelm', [
    ['stabilityai/stablelm-3b-4e1t', [2560, 6912, 32, 32, 32, 50304]],
    ['stabilityai/stablelm-2-1_6b', [2048, 5632, 24, 32, 32, 100352], { use_qkv_bias: true }],
  ]),
  {
    name: 'GPT-3 175B (LoRA paper)',
    config: { model_type: 'gpt3', d_model: 12288, n_layers: 96, n_heads: 96, vocab_size: 50257, n_positions: 2048 },
  },
];
