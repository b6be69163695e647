import { decoderEntries } from './entry.ts';
import { hub, keras, stated } from './published.ts';

const tied = { tie_word_embeddings: true };

/** Qwen, from the first generation to the third. */
export const qwenModels = [
  ...decoderEntries('qwen', [
    ['Qwen/Qwen-7B', hub(7_721_324_544), [4096, 22016, 32, 32, 32, 151936], { kv_channels: 128 }],
    [
      'Qwen/Qwen-14B',
      stated('14B', 'https://arxiv.org/abs/2309.16609'),
      [5120, 27392, 40, 40, 40, 152064],
      { kv_channels: 128 },
    ],
  ]),
  ...decoderEntries('qwen2', [
    ['Qwen/Qwen1.5-7B', hub(7_721_324_544), [4096, 11008, 32, 32, 32, 151936]],
    ['Qwen/Qwen1.5-14B', hub(14_167_290_880), [5120, 13696, 40, 40, 40, 152064]],
    ['Qwen/Qwen2-7B', hub(7_615_616_512), [3584, 18944, 28, 28, 4, 152064]],
    ['Qwen/Qwen2.5-0.5B', hub(494_032_768), [896, 4864, 24, 14, 2, 151936], tied],
    ['Qwen/Qwen2.5-1.5B', hub(1_543_714_304), [1536, 8960, 28, 12, 2, 151936], tied],
    ['Qwen/Qwen2.5-3B', hub(3_085_938_688), [2048, 11008, 36, 16, 2, 151936], tied],
    ['Qwen/Qwen2.5-7B', hub(7_615_616_512), [3584, 18944, 28, 28, 4, 152064]],
    ['Qwen/Qwen2.5-14B', hub(14_770_033_664), [5120, 13824, 48, 40, 8, 152064]],
    ['Qwen/Qwen2.5-32B', hub(32_763_876_352), [5120, 27648, 64, 40, 8, 152064]],
    ['Qwen/Qwen2.5-72B', hub(72_706_203_648), [8192, 29568, 80, 64, 8, 152064]],
    ['Qwen/Qwen2.5-Coder-7B', hub(7_615_616_512), [3584, 18944, 28, 28, 4, 152064]],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-7B', hub(7_615_616_512), [3584, 18944, 28, 28, 4, 152064]],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-32B', hub(32_763_876_352), [5120, 27648, 64, 40, 8, 152064]],
  ]),
  ...decoderEntries(
    'qwen3',
    [
      ['Qwen/Qwen3-0.6B', keras(596_049_920), [1024, 3072, 28, 16, 8, 151936], tied],
      ['Qwen/Qwen3-1.7B', hub(1_720_574_976), [2048, 6144, 28, 16, 8, 151936], tied],
      ['Qwen/Qwen3-4B', hub(4_022_468_096), [2560, 9728, 36, 32, 8, 151936], tied],
      ['Qwen/Qwen3-8B', hub(8_190_735_360), [4096, 12288, 36, 32, 8, 151936]],
      ['Qwen/Qwen3-14B', hub(14_768_307_200), [5120, 17408, 40, 40, 8, 151936]],
      ['Qwen/Qwen3-32B', keras(32_762_123_264), [5120, 25600, 64, 64, 8, 151936]],
      ['Qwen/Qwen3-Embedding-0.6B', hub(595_776_512), [1024, 3072, 28, 16, 8, 151669], tied],
    ],
    { head_dim: 128 },
  ),
  ...decoderEntries('qwen2_moe', [
    [
      'Qwen/Qwen1.5-MoE-A2.7B',
      hub(14_315_784_192),
      [2048, 5632, 24, 16, 16, 151936],
      { num_experts: 60, num_experts_per_tok: 4, moe_intermediate_size: 1408, shared_expert_intermediate_size: 5632 },
    ],
  ]),
  ...decoderEntries(
    'qwen3_moe',
    [
      ['Qwen/Qwen3-30B-A3B', hub(30_532_122_624), [2048, 6144, 48, 32, 4, 151936], { moe_intermediate_size: 768 }],
      ['Qwen/Qwen3-235B-A22B', hub(235_093_634_560), [4096, 12288, 94, 64, 4, 151936], { moe_intermediate_size: 1536 }],
    ],
    { head_dim: 128, num_experts: 128, num_experts_per_tok: 8 },
  ),
];
