import { type CatalogueEntry, decoderEntries } from './entry.ts';
import { hub, keras, type PublishedTotal, printed } from './published.ts';

/** Gemma 3 with images; the vision tower is the same in all sizes. */
function gemma3(name: string, published: PublishedTotal, text: Readonly<Record<string, number>>): CatalogueEntry {
  const vision = {
    hidden_size: 1152,
    intermediate_size: 4304,
    num_hidden_layers: 27,
    num_attention_heads: 16,
    image_size: 896,
    patch_size: 14,
    vision_use_head: false,
  };
  return {
    name,
    published,
    config: { model_type: 'gemma3', text_config: { vocab_size: 262_208, ...text }, vision_config: vision },
  };
}

function t5(
  name: string,
  published: PublishedTotal,
  modelType: string,
  sizes: readonly number[],
  extra: Readonly<Record<string, unknown>>,
): CatalogueEntry {
  const [width, inner, layers, heads, vocabulary] = sizes;
  const named = { d_model: width, d_ff: inner, num_layers: layers, num_heads: heads, vocab_size: vocabulary };
  return {
    name,
    published,
    config: { model_type: modelType, d_kv: 64, relative_attention_num_buckets: 32, ...named, ...extra },
  };
}

const flan = { feed_forward_proj: 'gated-gelu', tie_word_embeddings: false };

/** Gemma, T5 and their descendants. */
export const googleModels = [
  ...decoderEntries('gemma', [
    ['google/gemma-2b', hub(2_506_172_416), [2048, 16384, 18, 8, 1, 256000], { head_dim: 256 }],
    ['google/gemma-7b', keras(8_537_680_896), [3072, 24576, 28, 16, 16, 256000], { head_dim: 256 }],
  ]),
  ...decoderEntries('gemma2', [
    ['google/gemma-2-2b', hub(2_614_341_888), [2304, 9216, 26, 8, 4, 256000], { head_dim: 256 }],
    ['google/gemma-2-9b', hub(9_241_705_984), [3584, 14336, 42, 16, 8, 256000], { head_dim: 256 }],
    ['google/gemma-2-27b', hub(27_227_128_320), [4608, 36864, 46, 32, 16, 256000], { head_dim: 128 }],
  ]),
  ...decoderEntries('gemma3_text', [
    ['google/gemma-3-1b-it', hub(999_885_952), [1152, 6912, 26, 4, 1, 262144], { head_dim: 256 }],
  ]),
  gemma3('google/gemma-3-4b-it', hub(4_300_079_472), {
    hidden_size: 2560,
    intermediate_size: 10240,
    num_hidden_layers: 34,
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
  }),
  gemma3('google/gemma-3-12b-it', hub(12_187_325_040), {
    hidden_size: 3840,
    intermediate_size: 15360,
    num_hidden_layers: 48,
    num_attention_heads: 16,
    num_key_value_heads: 8,
    head_dim: 256,
  }),
  gemma3('google/gemma-3-27b-it', hub(27_432_406_640), {
    hidden_size: 5376,
    intermediate_size: 21504,
    num_hidden_layers: 62,
    num_attention_heads: 32,
    num_key_value_heads: 16,
    head_dim: 128,
  }),
  t5('google-t5/t5-base', keras(222_903_552), 't5', [768, 3072, 12, 12, 32128], { feed_forward_proj: 'relu' }),
  t5('google/flan-t5-base', keras(247_577_856), 't5', [768, 2048, 12, 12, 32128], flan),
  t5('google/flan-t5-large', keras(783_150_080), 't5', [1024, 2816, 24, 16, 32128], flan),
  t5('google/flan-t5-xl', keras(2_849_757_184), 't5', [2048, 5120, 24, 32, 32128], flan),
  t5('google/flan-t5-xxl', keras(11_135_332_352), 't5', [4096, 10240, 24, 64, 32128], flan),
  t5(
    'bigscience/mt0-large',
    printed(1_231_940_608, 2_359_296, 'huggingface/peft/blob/42a184f/README.md'),
    'mt5',
    [1024, 2816, 24, 16, 250112],
    flan,
  ),
];
