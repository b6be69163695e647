import { type CatalogueEntry, decoderEntries, decoderEntry } from './entry.ts';

function chatglm(name: string, layers: number, vocabulary: number): CatalogueEntry {
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
  return { name, config };
}

const latent = { kv_lora_rank: 512, qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128 };

/** DeepSeek, Kimi, GLM, Baichuan, InternLM. */
export const chineseModels = [
  decoderEntry('deepseek_v2', 'deepseek-ai/DeepSeek-V2-Lite', [2048, 10944, 27, 16, 16, 102400], {
    ...latent,
    q_lora_rank: null,
    n_routed_experts: 64,
    n_shared_experts: 2,
    moe_intermediate_size: 1408,
    num_experts_per_tok: 6,
    first_k_dense_replace: 1,
  }),
  decoderEntry('deepseek_v2', 'deepseek-ai/DeepSeek-V2', [5120, 12288, 60, 128, 128, 102400], {
    ...latent,
    q_lora_rank: 1536,
    n_routed_experts: 160,
    n_shared_experts: 2,
    moe_intermediate_size: 1536,
    num_experts_per_tok: 6,
    first_k_dense_replace: 1,
  }),
  ...decoderEntries(
    'deepseek_v3',
    [
      ['deepseek-ai/DeepSeek-V3', [7168, 18432, 61, 128, 128, 129280]],
      ['deepseek-ai/DeepSeek-R1', [7168, 18432, 61, 128, 128, 129280]],
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
  decoderEntry('kimi_k2', 'moonshotai/Kimi-K2-Base', [7168, 18432, 61, 64, 64, 163840], {
    ...latent,
    q_lora_rank: 1536,
    n_routed_experts: 384,
    n_shared_experts: 1,
    moe_intermediate_size: 2048,
    num_experts_per_tok: 8,
    first_k_dense_replace: 1,
  }),
  chatglm('THUDM/chatglm3-6b', 28, 65024),
  chatglm('THUDM/glm-4-9b-chat', 40, 151552),
  decoderEntry('glm4', 'THUDM/GLM-4-9B-0414', [4096, 13696, 40, 32, 2, 151552], { head_dim: 128 }),
  decoderEntry('glm4_moe', 'zai-org/GLM-4.5-Air', [4096, 10944, 46, 96, 8, 151552], {
    head_dim: 128,
    attention_bias: true,
    n_routed_experts: 128,
    n_shared_experts: 1,
    moe_intermediate_size: 1408,
    num_experts_per_tok: 8,
    first_k_dense_replace: 1,
  }),
  decoderEntry('glm4_moe_lite', 'zai-org/GLM-4.7-Flash', [2048, 10240, 47, 20, 20, 154880], {
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
  }),
  ...decoderEntries('baichuan', [
    ['baichuan-inc/Baichuan2-7B-Chat', [4096, 11008, 32, 32, 32, 125696]],
    ['baichuan-inc/Baichuan2-13B-Chat', [5120, 13696, 40, 40, 40, 125696]],
  ]),
  ...decoderEntries('internlm2', [
    ['internlm/internlm2-7b', [4096, 14336, 32, 32, 8, 92544]],
    ['internlm/internlm2-20b', [6144, 16384, 48, 48, 8, 92544]],
  ]),
];
