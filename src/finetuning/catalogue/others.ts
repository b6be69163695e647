import { type CatalogueEntry, decoderEntries } from './entry.ts';
import { hub, keras, type PublishedTotal, printed, stated } from './published.ts';

function gpt2(name: string, published: PublishedTotal, modelType: string, sizes: readonly number[]): CatalogueEntry {
  const [width, layers, heads, positions, vocabulary] = sizes;
  const named = { n_embd: width, n_layer: layers, n_head: heads, n_positions: positions, vocab_size: vocabulary };
  return { name, published, config: { model_type: modelType, ...named } };
}

function gptOss(name: string, published: PublishedTotal, layers: number, experts: number): CatalogueEntry {
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
  return { name, published, config };
}

function opt(
  name: string,
  published: PublishedTotal,
  sizes: readonly number[],
  extra: Readonly<Record<string, unknown>> = {},
): CatalogueEntry {
  const [hidden, inner, layers, heads] = sizes;
  const named = { hidden_size: hidden, ffn_dim: inner, num_hidden_layers: layers, num_attention_heads: heads };
  return {
    name,
    published,
    config: { model_type: 'opt', vocab_size: 50_272, max_position_embeddings: 2048, ...named, ...extra },
  };
}

function bloom(name: string, published: PublishedTotal, hidden: number, layers: number, heads: number): CatalogueEntry {
  return {
    name,
    published,
    config: { model_type: 'bloom', hidden_size: hidden, n_layer: layers, n_head: heads, vocab_size: 250_880 },
  };
}

function falcon(
  name: string,
  published: PublishedTotal,
  sizes: readonly number[],
  extra: Readonly<Record<string, unknown>>,
): CatalogueEntry {
  const [hidden, layers, heads] = sizes;
  const named = { hidden_size: hidden, num_hidden_layers: layers, num_attention_heads: heads, vocab_size: 65_024 };
  return { name, published, config: { model_type: 'falcon', bias: false, parallel_attn: true, ...named, ...extra } };
}

/** Models of OpenAI, Microsoft, BigCode, EleutherAI, TII, BigScience, Meta (OPT), Cohere and Stability. */
export const otherModels = [
  gpt2('openai-community/gpt2', keras(124_439_808), 'gpt2', [768, 12, 12, 1024, 50257]),
  gpt2('openai-community/gpt2-medium', keras(354_823_168), 'gpt2', [1024, 24, 16, 1024, 50257]),
  gpt2('openai-community/gpt2-large', keras(774_030_080), 'gpt2', [1280, 36, 20, 1024, 50257]),
  gpt2('openai-community/gpt2-xl', keras(1_557_611_200), 'gpt2', [1600, 48, 25, 1024, 50257]),
  gpt2(
    'bigcode/starcoderbase-1b',
    printed(
      1_142_761_472,
      5_554_176,
      'huggingface/cookbook/blob/ed2c646/notebooks/en/fine_tuning_code_llm_on_single_gpu.ipynb',
    ),
    'gpt_bigcode',
    [2048, 24, 16, 8192, 49152],
  ),
  gpt2(
    'bigcode/starcoderbase',
    stated('15.5B', 'https://arxiv.org/abs/2305.06161'),
    'gpt_bigcode',
    [6144, 40, 48, 8192, 49152],
  ),
  gptOss('openai/gpt-oss-20b', stated('20.91B', 'https://arxiv.org/abs/2508.10925'), 24, 32),
  gptOss('openai/gpt-oss-120b', stated('116.83B', 'https://arxiv.org/abs/2508.10925'), 36, 128),
  ...decoderEntries('phi', [
    ['microsoft/phi-1_5', hub(1_418_270_720), [2048, 8192, 24, 32, 32, 51200]],
    ['microsoft/phi-2', hub(2_779_683_840), [2560, 10240, 32, 32, 32, 51200]],
  ]),
  ...decoderEntries('phi3', [
    ['microsoft/Phi-3-mini-4k-instruct', hub(3_821_079_552), [3072, 8192, 32, 32, 32, 32064]],
    ['microsoft/Phi-3.5-mini-instruct', hub(3_821_079_552), [3072, 8192, 32, 32, 32, 32064]],
    ['microsoft/Phi-3-medium-4k-instruct', hub(13_960_238_080), [5120, 17920, 40, 40, 10, 32064]],
    ['microsoft/phi-4', hub(14_659_507_200), [5120, 17920, 40, 40, 10, 100352]],
    [
      'microsoft/Phi-4-mini-instruct',
      stated('3836021760', 'https://huggingface.co/microsoft/Phi-4-mini-instruct/tree/cfbefac'),
      [3072, 8192, 32, 24, 8, 200064],
      { tie_word_embeddings: true },
    ],
  ]),
  ...decoderEntries('starcoder2', [
    ['bigcode/starcoder2-3b', hub(3_030_371_328), [3072, 12288, 30, 24, 2, 49152]],
    ['bigcode/starcoder2-7b', hub(7_173_923_840), [4608, 18432, 32, 36, 4, 49152]],
  ]),
  ...decoderEntries('gpt_neox', [
    [
      'EleutherAI/pythia-1.4b',
      stated('1414647808', 'https://huggingface.co/EleutherAI/pythia-1.4b'),
      [2048, 8192, 24, 16, 16, 50304],
    ],
    [
      'EleutherAI/pythia-6.9b',
      stated('6857302016', 'https://huggingface.co/EleutherAI/pythia-6.9b'),
      [4096, 16384, 32, 32, 32, 50432],
    ],
    [
      'EleutherAI/gpt-neox-20b',
      stated('20554567680', 'https://huggingface.co/EleutherAI/gpt-neox-20b'),
      [6144, 24576, 44, 64, 64, 50432],
    ],
  ]),
  falcon('tiiuae/falcon-7b', hub(7_217_189_760 - 65_024 * 4544), [4544, 32, 71], {
    multi_query: true,
    new_decoder_architecture: false,
  }),
  falcon('tiiuae/falcon-40b', hub(41_835_970_560 - 65_024 * 8192), [8192, 60, 128], {
    new_decoder_architecture: true,
    num_kv_heads: 8,
  }),
  bloom('bigscience/bloom-560m', hub(559_214_592), 1024, 24, 16),
  bloom(
    'bigscience/bloomz-7b1',
    stated('7069016064', 'https://github.com/MrYxJ/calculate-flops.pytorch'),
    4096,
    30,
    32,
  ),
  bloom('bigscience/bloom', hub(176_247_271_424), 14336, 70, 112),
  opt('facebook/opt-125m', hub(125_239_296), [768, 3072, 12, 12]),
  opt('facebook/opt-1.3b', stated('1.3B', 'https://arxiv.org/abs/2205.01068'), [2048, 8192, 24, 32]),
  opt('facebook/opt-6.7b', stated('6.7B', 'https://arxiv.org/abs/2205.01068'), [4096, 16384, 32, 32]),
  ...decoderEntries('cohere', [
    [
      'CohereForAI/c4ai-command-r-v01',
      stated('35B', 'https://huggingface.co/CohereLabs/c4ai-command-r-v01'),
      [8192, 22528, 40, 64, 64, 256000],
    ],
    [
      'CohereForAI/c4ai-command-r-plus',
      stated('104B', 'https://huggingface.co/CohereLabs/c4ai-command-r-plus'),
      [12288, 33792, 64, 96, 8, 256000],
      { use_qk_norm: true },
    ],
  ]),
  ...decoderEntries('stablelm', [
    ['stabilityai/stablelm-3b-4e1t', hub(2_795_443_200), [2560, 6912, 32, 32, 32, 50304]],
    ['stabilityai/stablelm-2-1_6b', hub(1_644_515_328), [2048, 5632, 24, 32, 32, 100352], { use_qkv_bias: true }],
  ]),
  {
    name: 'GPT-3 175B (LoRA paper)',
    published: stated('175B', 'https://arxiv.org/abs/2106.09685'),
    config: { model_type: 'gpt3', d_model: 12288, n_layers: 96, n_heads: 96, vocab_size: 50257, n_positions: 2048 },
  },
];
