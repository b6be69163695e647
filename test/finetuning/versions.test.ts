import { describe, expect, it } from 'vitest';
import { buildModel, countAdapter, totalParameters } from '../../src/finetuning/index.ts';
import { getErrors, getResult } from './support.ts';

const t5 = {
  model_type: 't5',
  d_model: 32,
  d_ff: 64,
  d_kv: 8,
  num_heads: 4,
  num_layers: 2,
  vocab_size: 100,
  feed_forward_proj: 'gated-gelu',
  tie_word_embeddings: false,
};
const neoX = {
  model_type: 'gpt_neox',
  hidden_size: 32,
  intermediate_size: 128,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  vocab_size: 100,
};
const vit = {
  model_type: 'vit',
  hidden_size: 32,
  intermediate_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  image_size: 32,
  patch_size: 16,
};
const count = (config: object, target_modules: readonly string[], transformers?: 4 | 5) => {
  const model = getResult(buildModel(config, transformers === undefined ? {} : { transformers }));
  return countAdapter(model, { peft_type: 'LORA', r: 2, target_modules });
};

describe('models that depend on the version of transformers', () => {
  it('have both counts if a head is tied in one version only', () => {
    const counted = getResult(count(t5, ['q']));
    const other = getResult(count(t5, ['q'], 5));
    expect(counted.total - other.total).toBe(32 * 100);
    expect(counted.alternatives).toEqual([{ id: 'transformers-5', trainable: counted.trainable, total: other.total }]);
    expect(other.alternatives).toEqual([{ id: 'transformers-4', trainable: counted.trainable, total: counted.total }]);
  });
  it.each([
    // Counted by PEFT 0.21.2 with transformers 4.57.3 and 5.23.0: two layers of width 40, 4 heads of 8, inner width 56.
    ['mt5', 4, 68_992 - 3456],
    ['mt5', 5, 65_392 - 3456],
    ['umt5', 4, 73_712 - 11_520],
    ['umt5', 5, 73_712 - 11_520],
  ] as const)('%s has a gated feed-forward layer in transformers %d', (model_type, transformers, total) => {
    const sizes = { d_model: 40, d_kv: 8, d_ff: 56, num_layers: 2, num_heads: 4, vocab_size: 90 };
    expect(totalParameters(getResult(buildModel({ ...sizes, model_type }, { transformers })))).toBe(total);
  });
  it.each([
    ['no targets', {}, 'target_modules'],
    ['DoRA on experts', { target_modules: 'all-linear', use_dora: true }, 'use_dora'],
    ['a bias on experts', { target_modules: 'all-linear', lora_bias: true }, 'lora_bias'],
  ] as const)('with fused experts have a warning about %s', (_, fields, field) => {
    const mixtral = {
      model_type: 'mixtral',
      hidden_size: 32,
      intermediate_size: 64,
      num_hidden_layers: 1,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      vocab_size: 100,
      num_local_experts: 4,
    };
    const model = getResult(buildModel(mixtral, { moe: 'fused' }));
    const { findings } = getResult(countAdapter(model, { peft_type: 'LORA', r: 2, ...fields }));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'version-dependent', severity: 'warning', field }));
  });
  it('have a note if the counts are equal', () => {
    const { alternatives, findings } = getResult(count(neoX, ['query_key_value']));
    expect(alternatives).toEqual([]);
    expect(findings.map(({ code, severity }) => [code, severity])).toContainEqual(['version-dependent', 'info']);
  });
  it.each([
    [neoX, ['embed_out'], 4],
    [neoX, ['lm_head'], 5],
    [vit, ['query', 'value'], 4],
    [vit, ['q_proj', 'v_proj'], 5],
  ] as const)('are counted for the version that has the names: %#', (config, targets, version) => {
    const counted = count(config, targets);
    expect(getResult(counted).trainable).toBe(getResult(count(config, targets, version)).trainable);
    expect(counted.findings.map(({ code }) => code)).toContain('version-dependent');
  });
  it('report names of neither version', () => {
    expect(getErrors(count(vit, ['nothing']))).toEqual(['no-match']);
  });
  it('have equal totals if only names differ', () => {
    const total = (transformers: 4 | 5) => totalParameters(getResult(buildModel(vit, { transformers })));
    expect(total(4)).toBe(total(5));
  });
});

describe('latent attention', () => {
  const config = {
    model_type: 'deepseek_v3',
    hidden_size: 50,
    intermediate_size: 64,
    num_hidden_layers: 3,
    num_attention_heads: 4,
    num_key_value_heads: 4,
    q_lora_rank: null,
    kv_lora_rank: 8,
    qk_nope_head_dim: 6,
    qk_rope_head_dim: 4,
    v_head_dim: 5,
    moe_intermediate_size: 16,
    n_routed_experts: 4,
    n_shared_experts: 1,
    num_experts_per_tok: 2,
    vocab_size: 80,
  };
  it('does not divide the hidden size by the heads', () => {
    const model = getResult(buildModel(config));
    expect(model.dimensions.headWidth).toBe(10);
  });
  it('has experts in the layers of mlp_layer_types', () => {
    const lite = { ...config, model_type: 'glm4_moe_lite' };
    const total = (mlp_layer_types?: readonly string[]) =>
      totalParameters(getResult(buildModel({ ...lite, ...(mlp_layer_types ? { mlp_layer_types } : {}) })));
    expect(total()).toBe(total(['dense', 'sparse', 'sparse']));
    const sparse = 50 * 4 + 5 * 3 * 50 * 16;
    expect(total(['sparse', 'dense', 'sparse'])).toBe(total());
    expect(total(['sparse', 'sparse', 'sparse']) - total()).toBe(sparse - 3 * 50 * 64);
  });
  it.each([[['dense', 'sparse']], [['dense', 'sparse', 'other']], ['dense'], [[1, 2, 3]]])(
    'reports mlp_layer_types %j',
    (mlp_layer_types) => {
      expect(getErrors(buildModel({ ...config, mlp_layer_types }))).toEqual(['invalid-field']);
    },
  );
});
