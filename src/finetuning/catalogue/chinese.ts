import { type CatalogueEntry, decoderEntries, decoderEntry } from './entry.ts';
import { hub, type PublishedTotal, printed, stated } from './published.ts';

function chatglm(name: string, published: PublishedTotal, layers: number, vocabulary: number): CatalogueEntry {
  const config = {
    model_type: 'chatglm',
    hidden_size: 4096,
    ffn_hidden_size: 13696,
    num_layers: layers,
    num_attention_heads: 32,
    kv_channels: 128,
    multi_query_attention: true,
    multi_query_group_num: 2,
    add_qkv_bias: true,
    add_bias_linear: false,
    padded_vocab_size: vocabulary,
  };
  return { name, published, config };
}

const latent = { kv_lora_rank: 512, qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128 };

/** DeepSeek, Kimi, GLM, Baichuan, InternLM. */
export const chineseModels = [
  decoderEntry('deepseek_v2', 'deepseek-ai/DeepSeek-V2-Lite', hub(15_706_484_224), [2048, 10944, 27, 16, 16, 102400], {
    ...latent,
    q_lora_rank: null,
    n_routed_experts: 64,
    n_shared_experts: 2,
    moe_intermediate_size: 1408,
    num_experts_per_tok: 6,
    first_k_dense_replace: 1,
  }),
  decoderEntry(
    'deepseek_v2',
    'deepseek-ai/DeepSeek-V2',
    stated('236B', 'https://huggingface.co/deepseek-ai/DeepSeek-V2'),
    [5120, 12288, 60, 128, 128, 102400],
    {
      ...latent,
      q_lora_rank: 1536,
      n_routed_experts: 160,
      n_shared_experts: 2,
      moe_intermediate_size: 1536,
      num_experts_per_tok: 6,
      first_k_dense_replace: 1,
    },
  ),
  ...decoderEntries(
    'deepseek_v3',
    [
      [
        'deepseek-ai/DeepSeek-V3',
        stated('671B', 'https://huggingface.co/deepseek-ai/DeepSeek-V3'),
        [7168, 18432, 61, 128, 128, 129280],
      ],
      [
        'deepseek-ai/DeepSeek-R1',
        stated('671B', 'https://huggingface.co/deepseek-ai/DeepSeek-R1'),
        [7168, 18432, 61, 128, 128, 129280],
      ],
    ],
    {
      ...latent,
      q_lora_rank: 1536,
      n_routed_experts: 256,
      n_shared_experts: 1,
      moe_intermediate_size: 2048,
      num_experts_per_tok: 8,
      first_k_dense_replace: 3,
    },
  ),
  decoderEntry(
    'kimi_k2',
    'moonshotai/Kimi-K2-Base',
    hub(1_026_408_232_448 - 23_040),
    [7168, 18432, 61, 64, 64, 163840],
    {
      ...latent,
      q_lora_rank: 1536,
      n_routed_experts: 384,
      n_shared_experts: 1,
      moe_intermediate_size: 2048,
      num_experts_per_tok: 8,
      first_k_dense_replace: 1,
    },
  ),
  chatglm('THUDM/chatglm3-6b', hub(6_243_584_032 - 32), 28, 65024),
  chatglm('THUDM/glm-4-9b-chat', hub(9_399_951_360), 40, 151552),
  decoderEntry('glm', 'zai-org/glm-4-9b-chat-hf', hub(9_399_951_360), [4096, 13696, 40, 32, 2, 151552], {
    head_dim: 128,
    attention_bias: true,
  }),
  decoderEntry('glm4', 'THUDM/GLM-4-9B-0414', hub(9_400_279_040), [4096, 13696, 40, 32, 2, 151552], {
    head_dim: 128,
    attention_bias: true,
  }),
  decoderEntry(
    'glm4_moe',
    'zai-org/GLM-4.5-Air',
    hub(110_468_824_832 - 3_616_579_328),
    [4096, 10944, 46, 96, 8, 151552],
    {
      head_dim: 128,
      attention_bias: true,
      n_routed_experts: 128,
      n_shared_experts: 1,
      moe_intermediate_size: 1408,
      num_experts_per_tok: 8,
      first_k_dense_replace: 1,
    },
  ),
  decoderEntry(
    'glm4_moe_lite',
    'zai-org/GLM-4.7-Flash',
    hub(29_943_393_920 - 2_944),
    [2048, 10240, 47, 20, 20, 154880],
    {
      kv_lora_rank: 512,
      q_lora_rank: 768,
      qk_nope_head_dim: 192,
      qk_rope_head_dim: 64,
      v_head_dim: 256,
      head_dim: 64,
      n_routed_experts: 64,
      n_shared_experts: 1,
      moe_intermediate_size: 1536,
      num_experts_per_tok: 4,
      first_k_dense_replace: 1,
    },
  ),
  ...decoderEntries('baichuan', [
    [
      'baichuan-inc/Baichuan2-7B-Chat',
      printed(
        7_523_864_576,
        17_891_328,
        'datawhalechina/self-llm/blob/0932a89/models/BaiChuan/04-Baichuan2-7B-chat Lora 微调.ipynb',
      ),
      [4096, 11008, 32, 32, 32, 125696],
    ],
  ]),
  ...decoderEntries('internlm2', [
    ['internlm/internlm2-7b', hub(7_737_708_544), [4096, 14336, 32, 32, 8, 92544]],
    ['internlm/internlm2-20b', hub(19_861_149_696), [6144, 16384, 48, 48, 8, 92544]],
  ]),
];
