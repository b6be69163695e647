import { group, linear, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { ConfigReader } from './configReader.ts';

/** Width of a head's queries and keys. It is independent of the hidden size. */
export function readLatentHeadWidth(config: ConfigReader): number {
  return config.size('qk_nope_head_dim') + config.size('qk_rope_head_dim');
}

/** Multi-head latent attention: queries, keys and values are projected through narrow latent vectors. */
export function latentAttention(config: ConfigReader, hidden: number, heads: number): ModuleNode {
  const queryRank = config.optional('q_lora_rank');
  const latent = config.size('kv_lora_rank');
  const plain = config.size('qk_nope_head_dim');
  const rotary = config.size('qk_rope_head_dim');
  const value = config.size('v_head_dim');
  const bias = config.flag('attention_bias', false);
  const queries = heads * (plain + rotary);
  return group({
    q_proj: queryRank === undefined ? linear(hidden, queries) : undefined,
    q_a_proj: queryRank === undefined ? undefined : linear(hidden, queryRank, bias),
    q_a_layernorm: queryRank === undefined ? undefined : rmsNorm(queryRank),
    q_b_proj: queryRank === undefined ? undefined : linear(queryRank, queries),
    kv_a_proj_with_mqa: linear(hidden, latent + rotary, bias),
    kv_a_layernorm: rmsNorm(latent),
    kv_b_proj: linear(latent, heads * (plain + value)),
    o_proj: linear(heads * value, hidden, bias),
  });
}
