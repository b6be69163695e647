import type { CatalogueEntry } from './entry.ts';
import { hub, type PublishedTotal } from './published.ts';

type TextSizes = readonly [
  hidden: number,
  intermediate: number,
  layers: number,
  heads: number,
  keyValueHeads: number,
  vocabulary: number,
];

function toText([hidden, intermediate, layers, heads, keyValueHeads, vocabulary]: TextSizes): CatalogueEntry['config'] {
  return {
    hidden_size: hidden,
    intermediate_size: intermediate,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: keyValueHeads,
    vocab_size: vocabulary,
  };
}

function llava(
  name: string,
  published: PublishedTotal,
  [modelType, textType]: readonly [modelType: string, textType: string],
  sizes: TextSizes,
): CatalogueEntry {
  const vision = {
    model_type: 'clip_vision_model',
    hidden_size: 1024,
    intermediate_size: 4096,
    num_hidden_layers: 24,
    num_attention_heads: 16,
    image_size: 336,
    patch_size: 14,
  };
  const text = { model_type: textType, ...toText(sizes) };
  return { name, published, config: { model_type: modelType, text_config: text, vision_config: vision } };
}

/** Qwen2-VL and Qwen2.5-VL: `inner` is the feed-forward width of the tower, which only the latter states. */
function qwenVision(
  name: string,
  published: PublishedTotal,
  sizes: TextSizes,
  { inner, tied = false }: { readonly inner?: number; readonly tied?: boolean } = {},
): CatalogueEntry {
  const common = {
    depth: 32,
    num_heads: 16,
    in_chans: 3,
    patch_size: 14,
    spatial_merge_size: 2,
    temporal_patch_size: 2,
  };
  const vision =
    inner === undefined
      ? { ...common, embed_dim: 1280, mlp_ratio: 4, hidden_size: sizes[0] }
      : { ...common, hidden_size: 1280, intermediate_size: inner, out_hidden_size: sizes[0] };
  const modelType = inner === undefined ? 'qwen2_vl' : 'qwen2_5_vl';
  const config = { model_type: modelType, ...toText(sizes), tie_word_embeddings: tied, vision_config: vision };
  return { name, published, config };
}

/** Qwen3-VL: width, feed-forward width and depth of the tower, and the layers with mergers of their own. */
function qwen3Vision(
  name: string,
  published: PublishedTotal,
  sizes: TextSizes,
  [width, inner, depth]: readonly [width: number, inner: number, depth: number],
  deep: readonly number[],
  tied: boolean,
): CatalogueEntry {
  const vision = {
    depth,
    hidden_size: width,
    intermediate_size: inner,
    out_hidden_size: sizes[0],
    num_heads: 16,
    in_channels: 3,
    patch_size: 16,
    spatial_merge_size: 2,
    temporal_patch_size: 2,
    num_position_embeddings: 2304,
    deepstack_visual_indexes: deep,
  };
  const text = { ...toText(sizes), head_dim: 128 };
  const config = { model_type: 'qwen3_vl', tie_word_embeddings: tied, text_config: text, vision_config: vision };
  return { name, published, config };
}

/** Models that read images beside text: LLaVA and Qwen-VL. */
export const visionModels: readonly CatalogueEntry[] = [
  llava('llava-hf/llava-1.5-7b-hf', hub(7_063_427_072), ['llava', 'llama'], [4096, 11008, 32, 32, 32, 32064]),
  llava('llava-hf/llava-1.5-13b-hf', hub(13_351_494_656), ['llava', 'llama'], [5120, 13824, 40, 40, 40, 32064]),
  llava(
    'llava-hf/llava-v1.6-mistral-7b-hf',
    hub(7_566_747_648),
    ['llava_next', 'mistral'],
    [4096, 14336, 32, 32, 8, 32064],
  ),
  qwenVision('Qwen/Qwen2-VL-7B-Instruct', hub(8_291_375_616), [3584, 18944, 28, 28, 4, 152064]),
  qwenVision('Qwen/Qwen2-VL-72B-Instruct', hub(73_405_560_320), [8192, 29568, 80, 64, 8, 152064]),
  qwenVision('Qwen/Qwen2.5-VL-3B-Instruct', hub(3_754_622_976), [2048, 11008, 36, 16, 2, 151936], {
    inner: 3420,
    tied: true,
  }),
  qwenVision('Qwen/Qwen2.5-VL-7B-Instruct', hub(8_292_166_656), [3584, 18944, 28, 28, 4, 152064], { inner: 3420 }),
  qwenVision('Qwen/Qwen2.5-VL-32B-Instruct', hub(33_452_718_336), [5120, 27648, 64, 40, 8, 152064], { inner: 3456 }),
  qwenVision('Qwen/Qwen2.5-VL-72B-Instruct', hub(73_410_777_344), [8192, 29568, 80, 64, 8, 152064], { inner: 3456 }),
  qwen3Vision(
    'Qwen/Qwen3-VL-2B-Instruct',
    hub(2_127_532_032),
    [2048, 6144, 28, 16, 8, 151936],
    [1024, 4096, 24],
    [5, 11, 17],
    true,
  ),
  qwen3Vision(
    'Qwen/Qwen3-VL-4B-Instruct',
    hub(4_437_815_808),
    [2560, 9728, 36, 32, 8, 151936],
    [1024, 4096, 24],
    [5, 11, 17],
    true,
  ),
  qwen3Vision(
    'Qwen/Qwen3-VL-8B-Instruct',
    hub(8_767_123_696),
    [4096, 12288, 36, 32, 8, 151936],
    [1152, 4304, 27],
    [8, 16, 24],
    false,
  ),
];
