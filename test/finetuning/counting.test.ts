import { describe, expect, it } from 'vitest';
import { count, getErrors, getModel, getWarnings, known, smallLlama, smallMoe, tryCount } from './support.ts';

const attention = ['q_proj', 'k_proj', 'v_proj', 'o_proj'];
const mlp = ['gate_proj', 'up_proj', 'down_proj'];

describe('which modules match', () => {
  it.each([
    ['a list entry as a suffix', { target_modules: ['q_proj'] }, 12],
    ['a list entry with a dot', { target_modules: ['self_attn.q_proj'] }, 12],
    ['a full name', { target_modules: ['model.layers.3.self_attn.q_proj'] }, 1],
    ['a name of one layer, without mixing up 1 and 11', { target_modules: ['1.self_attn.q_proj'] }, 1],
    ['a pattern over whole names', { target_modules: '.*\\.q_proj' }, 12],
    ['a pattern with digits', { target_modules: '.*\\.layers\\.1\\d\\..*q_proj' }, 2],
    ['a pattern with a leading lookahead', { target_modules: '^(?!.*\\.1\\.).*q_proj' }, 11],
    ['a flag within a pattern', { target_modules: '(?i).*Q_PROJ' }, 12],
    ['excluded names', { target_modules: ['q_proj'], exclude_modules: ['layers.0.self_attn.q_proj'] }, 11],
    ['an excluding pattern', { target_modules: ['q_proj'], exclude_modules: '.*\\.[0-4]\\..*' }, 7],
    ['some layers', { target_modules: ['q_proj'], layers_to_transform: [0, 11] }, 2],
    ['one layer', { target_modules: ['q_proj'], layers_to_transform: 5 }, 1],
    ['no filter from an empty list', { target_modules: ['q_proj'], layers_to_transform: [] }, 12],
    ['layers of a named list', { target_modules: ['q_proj'], layers_to_transform: [2], layers_pattern: 'layers' }, 1],
    [
      'no layer of a list of another name',
      { target_modules: ['q_proj', 'lm_head'], layers_to_transform: [2], layers_pattern: 'blocks' },
      1,
    ],
    [
      'a full name in spite of the layers',
      { target_modules: ['model.layers.4.self_attn.q_proj', 'k_proj'], layers_to_transform: [1] },
      2,
    ],
    ['everything linear but the head', { target_modules: 'all-linear' }, 84],
    ['everything linear, whatever the case', { target_modules: 'ALL-Linear', exclude_modules: ['down_proj'] }, 72],
    ['defaults of the model type', {}, 24],
  ])('%s', (_, fields, modules) => {
    const adapters = count(fields).modules.filter(({ role }) => role === 'adapter');
    expect(adapters.reduce((sum, { instances }) => sum + instances, 0)).toBe(modules);
  });

  it.each([
    ['a name that is not there', { target_modules: ['c_attn'] }, 'no-match'],
    ['a bare name as a pattern', { target_modules: 'q_proj' }, 'no-match'],
    ['an empty list', { target_modules: [] }, 'no-match'],
    ['everything excluded', { target_modules: ['q_proj'], exclude_modules: ['q_proj'] }, 'no-match'],
    ['a container', { target_modules: ['mlp'] }, 'unsupported-target'],
    ['a norm', { target_modules: ['norm'] }, 'unsupported-target'],
    ['a pattern PEFT refuses', { target_modules: '.*(q_proj' }, 'invalid-pattern'],
    ['a pattern that cannot be run here', { target_modules: '.*(?=q)q_proj' }, 'unsupported-pattern'],
    ['layers beside a pattern', { target_modules: '.*q_proj', layers_to_transform: [1] }, 'conflicting-options'],
    [
      'a list of layers without layers',
      { target_modules: ['q_proj'], layers_pattern: 'layers' },
      'conflicting-options',
    ],
    ['rank 0', { r: 0 }, 'rank-not-positive'],
    ['a negative rank', { r: -8 }, 'rank-not-positive'],
    ['half a rank', { r: 7.5 }, 'rank-not-positive'],
    ['rank 0 in a pattern', { rank_pattern: { q_proj: 0 } }, 'rank-not-positive'],
    ['an unknown method', { peft_type: 'PREFIX_TUNING' }, 'unsupported-method'],
    ['shapes that are not counted', { use_bdlora: { target_modules_bd_a: [] } }, 'unsupported-option'],
    [
      'tokens of a module that is saved',
      { target_modules: ['q_proj'], modules_to_save: ['embed_tokens'], trainable_token_indices: { embed_tokens: [1] } },
      'conflicting-options',
    ],
    [
      'a saved module that is adapted',
      { target_modules: ['lm_head'], modules_to_save: ['head'] },
      'conflicting-options',
    ],
    [
      'a parameter of an adapted module',
      { target_modules: ['q_proj'], target_parameters: ['q_proj.weight'] },
      'unsupported-target',
    ],
    ['dropout on parameters', { target_parameters: ['q_proj.weight'], lora_dropout: 0.1 }, 'conflicting-options'],
    ['bias with DoRA', { lora_bias: true, use_dora: true }, 'conflicting-options'],
    ['bias on an embedding', { target_modules: ['embed_tokens'], lora_bias: true }, 'unsupported-target'],
    [
      'feed-forward modules that are no targets',
      { peft_type: 'IA3', target_modules: ['k_proj'], feedforward_modules: ['up_proj'] },
      'conflicting-options',
    ],
  ])('refuses %s', (_, fields, code) => {
    expect(getErrors(tryCount(fields))).toContain(code);
  });

  it('reports available names if nothing matches', () => {
    const outcome = tryCount({ target_modules: ['c_attn'] });
    const advice = outcome.findings.find(({ code }) => code === 'no-match')?.advice;
    expect(advice?.args?.names).toEqual(['embed_tokens', ...attention, ...mlp, 'lm_head']);
  });

  it('requires targets if PEFT has no default', () => {
    expect(getErrors(tryCount({}, known('microsoft/phi-4')))).toEqual(['no-default-targets']);
  });
});

describe('warnings', () => {
  it.each([
    ['targets that match nothing', { target_modules: ['q_proj', 'c_attn'] }, ['partial-match']],
    [
      'keys of rank_pattern that match nothing',
      { target_modules: ['q_proj'], rank_pattern: { c_attn: 4 } },
      ['partial-match'],
    ],
    ['a rank above the matrix', { target_modules: ['k_proj'], r: 33 }, ['rank-above-matrix']],
    ['a layer that is not there', { target_modules: ['q_proj'], layers_to_transform: [1, 12] }, ['layer-out-of-range']],
    ['nothing about a rank that just fits', { target_modules: ['k_proj'], r: 32 }, []],
  ])('warns of %s', (_, fields, codes) => {
    expect(getWarnings(count(fields).findings)).toEqual(codes);
  });

  it('include tied weights without ensure_weight_tying', () => {
    const tied = getModel({ ...smallLlama, tie_word_embeddings: true });
    const both = { target_modules: ['embed_tokens', 'lm_head'], r: 8 };
    expect(getWarnings(count(both, tied).findings)).toEqual(['tied-weights']);
    expect(getWarnings(count({ ...both, ensure_weight_tying: true }, tied).findings)).toEqual([]);
    expect(getWarnings(count(both).findings)).toEqual([]);
  });

  it('include full embeddings in the adapter file', () => {
    const codes = (fields: object, addedTokens = 0) =>
      count(fields, getModel(smallLlama, { addedTokens })).findings.map(({ code }) => code);
    expect(codes({ target_modules: ['embed_tokens'] })).toContain('full-embedding-saved');
    expect(codes({}, 3)).toContain('full-embedding-saved');
    expect(codes({})).not.toContain('full-embedding-saved');
  });
});

describe('the size per module', () => {
  // q_proj of the small Llama is 64 → 64, k_proj 64 → 32, down_proj 96 → 64; there are 12 layers.
  it.each([
    ['LoRA', { target_modules: ['k_proj'], r: 5 }, 12 * 5 * (64 + 32)],
    ['DoRA', { target_modules: ['k_proj'], r: 5, use_dora: true }, 12 * (5 * 96 + 32)],
    ['DoRA on an embedding', { target_modules: ['embed_tokens'], r: 5, use_dora: true }, 5 * 164 + 64],
    ['a bias on B', { target_modules: ['k_proj'], r: 5, lora_bias: true }, 12 * (5 * 96 + 32)],
    ['MiCA', { target_modules: ['k_proj'], r: 5, init_lora_weights: 'mica' }, 12 * 5 * 64],
    ['LoRA-FA', { target_modules: ['k_proj'], r: 5, lora_fa: true }, 12 * 5 * 32],
    ['KaSA', { target_modules: ['k_proj'], r: 5, kasa_config: {} }, 12 * (5 * 96 + 5)],
    [
      'rank by name',
      { target_modules: ['q_proj', 'k_proj'], r: 4, rank_pattern: { k_proj: 2 } },
      12 * (4 * 128 + 2 * 96),
    ],
    [
      'rank by pattern',
      { target_modules: ['k_proj'], r: 4, rank_pattern: { 'layers\\.\\d\\.self_attn\\.k_proj': 1 } },
      10 * 96 + 2 * 4 * 96,
    ],
    [
      'the first pattern of several',
      { target_modules: ['k_proj'], r: 4, rank_pattern: { k_proj: 2, '.*k_proj': 1 } },
      12 * 2 * 96,
    ],
    ['AdaLoRA', { peft_type: 'ADALORA', target_modules: ['k_proj'], init_r: 5 }, 12 * 5 * 97],
    ['VeRA', { peft_type: 'VERA', target_modules: ['k_proj'], r: 5 }, 12 * (32 + 5)],
    ['IA³ on attention', { peft_type: 'IA3', target_modules: ['k_proj'], feedforward_modules: [] }, 12 * 32],
    [
      'IA³ on feed-forward',
      { peft_type: 'IA3', target_modules: ['down_proj'], feedforward_modules: ['down_proj'] },
      12 * 96,
    ],
    ['LoHa', { peft_type: 'LOHA', target_modules: ['k_proj'], r: 5 }, 12 * 2 * 5 * 96],
    ['LoKr', { peft_type: 'LOKR', target_modules: ['k_proj'], r: 1 }, 12 * (4 * 8 + 1 * (8 + 8))],
    ['LoKr with whole factors', { peft_type: 'LOKR', target_modules: ['k_proj'], r: 8 }, 12 * (4 * 8 + 8 * 8)],
    ['copies of norms', { peft_type: 'LN_TUNING', target_modules: ['norm'] }, 64],
    ['rows of the embedding', { peft_type: 'TRAINABLE_TOKENS', token_indices: [1, 2, 3] }, 3 * 64],
    ['a matrix by its parameter', { target_parameters: ['k_proj.weight'], r: 5 }, 12 * 5 * 96],
  ] as const)('%s', (_, fields, trainable) => {
    expect(count(fields).trainable).toBe(trainable);
  });

  it('includes frozen halves in the total', () => {
    const fields = { target_modules: ['k_proj'], r: 5 };
    const { total } = count(fields);
    expect(count({ ...fields, init_lora_weights: 'mica' }).total).toBe(total);
    expect(count({ ...fields, lora_fa: true }).total).toBe(total);
    expect(count({ peft_type: 'ADALORA', target_modules: ['k_proj'], init_r: 5 }).total).toBe(total + 12 * (5 + 1));
  });

  it.each(['lora_alpha', 'use_rslora', 'lora_dropout'])('does not change with %s', (field) => {
    const values = { lora_alpha: 99, use_rslora: true, lora_dropout: 0.2 };
    const changed = { [field]: values[field as keyof typeof values] };
    expect(count({ target_modules: ['q_proj'], ...changed }).trainable).toBe(
      count({ target_modules: ['q_proj'] }).trainable,
    );
  });

  it('supports convolutions if the rank is divisible by their groups', () => {
    const whisper = known('openai/whisper-small');
    expect(count({ target_modules: ['conv1'], r: 4 }, whisper).trainable).toBe(4 * 80 * 3 + 4 * 768);
    const segformer = known('nvidia/mit-b0');
    const dwconv = { target_modules: ['dwconv.dwconv'], layers_to_transform: [] };
    expect(getErrors(tryCount({ ...dwconv, r: 8 }, segformer))).toContain('rank-indivisible');
  });
});

describe('parameters trained in addition to the adapter', () => {
  it('include copies of saved modules: trained once, in the total twice', () => {
    const plain = count({ target_modules: ['q_proj'] });
    const saved = count({ target_modules: ['q_proj'], modules_to_save: ['lm_head'] });
    expect(saved.trainable - plain.trainable).toBe(6400);
    expect(saved.total - plain.total).toBe(6400);
  });
  it('matches saved modules by the end of their names, without a dot', () => {
    const saved = (name: string) =>
      count({ target_modules: ['q_proj'], modules_to_save: [name] }).modules.filter(
        ({ role }) => role === 'saved-module',
      );
    expect(saved('head').map(({ path }) => path)).toEqual(['lm_head']);
    expect(saved('norm').map(({ instances }) => instances)).toEqual([12, 12, 1]);
    expect(saved('1.mlp').map(({ path }) => path)).toEqual(['model.layers.[1,11].mlp']);
  });
  it.each([
    ['SEQ_CLS', 'score', 2 * 64],
    ['TOKEN_CLS', 'score', 2 * 64 + 2],
    ['QUESTION_ANS', 'qa_outputs', 2 * 64 + 2],
  ] as const)('trains the head of %s', (task, head, values) => {
    const model = getModel(smallLlama, { taskType: task });
    const saved = count({ target_modules: ['q_proj'], task_type: task }, model).modules.find(
      ({ name }) => name === head,
    );
    expect(saved?.trainable).toBe(values);
  });
  it('include existing biases', () => {
    const biased = getModel({ ...smallLlama, attention_bias: true });
    const plain = count({ target_modules: ['k_proj'] }, biased);
    const all = count({ target_modules: ['k_proj'], bias: 'all' }, biased);
    const own = count({ target_modules: ['k_proj'], bias: 'lora_only' }, biased);
    expect([all.trainable - plain.trainable, all.total]).toEqual([12 * (64 + 32 + 32 + 64), plain.total]);
    expect([own.trainable - plain.trainable, own.total]).toEqual([12 * 32, plain.total]);
  });
  it('include rows of the embedding, shared with a tied head', () => {
    const tied = getModel({ ...smallLlama, tie_word_embeddings: true });
    const rows = (fields: object, model = getModel()) =>
      count({ target_modules: ['q_proj'], ...fields }, model).trainable -
      count({ target_modules: ['q_proj'] }, model).trainable;
    expect(rows({ trainable_token_indices: [1, 2] })).toBe(128);
    expect(rows({ trainable_token_indices: [1, 2] }, tied)).toBe(128);
    expect(rows({ trainable_token_indices: { embed_tokens: [1], lm_head: [1] } }, tied)).toBe(64);
    expect(rows({ trainable_token_indices: { embed_tokens: [1], lm_head: [2, 3] } }, tied)).toBe(192);
  });
  it('share the copy of tied weights with ensure_weight_tying', () => {
    const tied = getModel({ ...smallLlama, tie_word_embeddings: true });
    const saved = (fields: object) =>
      count({ target_modules: ['q_proj'], ...fields }, tied).trainable -
      count({ target_modules: ['q_proj'] }, tied).trainable;
    expect(saved({ modules_to_save: ['embed_tokens', 'lm_head'] })).toBe(2 * 6400);
    expect(saved({ modules_to_save: ['embed_tokens', 'lm_head'], ensure_weight_tying: true })).toBe(6400);
    expect(saved({ modules_to_save: ['lm_head'], ensure_weight_tying: true })).toBe(6400);
  });
  it('include separate adapters for replicated layers', () => {
    const plain = count({ target_modules: ['q_proj'] });
    const twice = count({
      target_modules: ['q_proj'],
      layer_replication: [
        [0, 12],
        [0, 12],
      ],
    });
    expect(twice.trainable).toBe(2 * plain.trainable);
    expect(twice.base).toBe(plain.base);
  });
});

describe('published counts of mixtures of experts', () => {
  const names = [...attention, ...mlp];
  const latent = ['q_a_proj', 'q_b_proj', 'kv_a_proj_with_mqa', 'kv_b_proj', 'o_proj', ...mlp];
  it.each([
    ['GLM-4.5-Air', 'per-expert', { r: 8, target_modules: names }, 783_005_184],
    ['GLM-4.7-Flash', 'fused', { r: 8, target_modules: latent }, 14_767_616],
    ['Qwen3-30B-A3B', 'per-expert', { r: 8, target_modules: names }, 421_920_768],
    ['gpt-oss-20b', 'fused', { r: 8, target_modules: names }, 3_981_312],
    [
      'Qwen3-30B-A3B',
      'fused',
      { r: 32, target_modules: names, target_parameters: ['mlp.experts.gate_up_proj', 'mlp.experts.down_proj'] },
      1_285_029_888,
    ],
  ] as const)('%s, %s', (name, moe, fields, trainable) => {
    expect(count(fields, known(name, { moe })).trainable).toBe(trainable);
  });
});

describe('experts', () => {
  const split = getModel(smallMoe);
  const fused = getModel(smallMoe, { moe: 'fused' });
  const one = 8 * 12 * 10;

  it('are counted separately if each is a module', () => {
    const counted = count({ target_modules: mlp }, split);
    expect(counted.trainable).toBe(one * (2 * (64 + 24) + (24 + 64)) + 2 * 8 * 3 * (64 + 96));
  });
  it('are ignored if they are fused, with the counts of other versions', () => {
    const counted = count({ target_modules: mlp }, fused);
    expect(counted.trainable).toBe(2 * 8 * 3 * (64 + 96));
    expect(counted.alternatives.map(({ id }) => id)).toEqual(['experts-per-expert', 'experts-converted']);
    expect(counted.alternatives.find(({ id }) => id === 'experts-converted')?.trainable).toBe(
      one * (2 * (64 + 48) + (24 + 64)),
    );
    expect(getWarnings(counted.findings)).toContain('version-dependent');
  });
  it('are adapted by target_parameters if they are fused', () => {
    const fields = { target_modules: [], target_parameters: ['experts.gate_up_proj', 'experts.down_proj'] };
    expect(count(fields, fused).trainable).toBe(one * (48 + 64 + 24 + 64));
  });
  it('have no alternatives if the count is the same', () => {
    expect(count({ target_modules: attention }, split).alternatives).toEqual([]);
    expect(getWarnings(count({ target_modules: ['q_proj', 'up_proj'] }, known('gpt-oss-20b')).findings)).toEqual([
      'partial-match',
    ]);
  });
  it('can be selected by number, list and pattern', () => {
    const instances = (fields: object) =>
      count({ r: 1, ...fields }, split).modules.reduce((sum, module) => sum + module.instances, 0);
    expect(instances({ target_modules: ['experts.3.up_proj'] })).toBe(10);
    expect(instances({ target_modules: ['3.mlp.experts.11.up_proj'] })).toBe(1);
    expect(instances({ target_modules: '.*\\.experts\\.1\\d?\\.up_proj' })).toBe(30);
    expect(instances({ target_modules: ['up_proj'], exclude_modules: ['experts.0.up_proj'] })).toBe(2 + 110);
    expect(instances({ target_modules: ['up_proj'], layers_to_transform: [1], layers_pattern: 'experts' })).toBe(10);
  });
  it('do not change the index of the layer', () => {
    const counted = count({ target_modules: ['up_proj'], layers_to_transform: [3] }, split);
    expect(counted.modules.map(({ path, instances }) => [path, instances])).toEqual([
      ['model.layers.3.mlp.experts.[0-11].up_proj', 12],
    ]);
  });
});

describe('the result', () => {
  it('contains the line of PEFT', () => {
    expect(count({ target_modules: ['q_proj'], r: 8 }, known('Llama-3.2-1B')).line).toBe(
      'trainable params: 524,288 || all params: 1,236,338,688 || trainable%: 0.0424',
    );
  });
  it('is the sum of its modules and of its layers', () => {
    const counted = count({ target_modules: 'all-linear', modules_to_save: ['lm_head'] });
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(counted.modules.map(({ trainable }) => trainable))).toBe(counted.trainable);
    expect(sum(counted.layers.map(({ trainable }) => trainable))).toBe(counted.trainable - 6400);
    expect(counted.layers.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
  it('contains the formula of one matrix', () => {
    expect(count({ target_modules: ['k_proj'], r: 5 }).modules[0]?.formula).toEqual({
      symbolic: 'r × (in + out)',
      substituted: '5 × (64 + 32)',
      value: 480,
    });
  });
  it('includes a full fine-tune', () => {
    const full = count({ peft_type: 'FULL' }, known('gpt2'));
    expect([full.trainable, full.total, full.percent]).toEqual([124_439_808, 124_439_808, 100]);
  });
});
