import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/core/index.ts';
import {
  buildLayerMap,
  buildModel,
  catalogue,
  knownModelTypes,
  targetNames,
  totalParameters,
} from '../../src/finetuning/index.ts';
import { count, getErrors, getModel, getResult, getWarnings, known, smallLlama, smallMoe } from './support.ts';

describe('an invalid configuration', () => {
  it.each([
    ['no object', [], 'not-an-object', ''],
    ['null', null, 'not-an-object', ''],
    ['a text', 'llama', 'not-an-object', ''],
    ['no model_type', { hidden_size: 64 }, 'missing-field', 'model_type'],
    ['an unknown model_type', { ...smallLlama, model_type: 'llamma' }, 'unknown-model-type', 'model_type'],
    ['a hostile model_type', { ...smallLlama, model_type: '__proto__' }, 'unknown-model-type', 'model_type'],
    ['a model_type of numbers', { ...smallLlama, model_type: 7 }, 'invalid-field', 'model_type'],
    ['a missing size', { ...smallLlama, hidden_size: undefined }, 'missing-field', 'hidden_size'],
    ['a negative size', { ...smallLlama, hidden_size: -64 }, 'invalid-field', 'hidden_size'],
    ['a size of text', { ...smallLlama, hidden_size: '64' }, 'invalid-field', 'hidden_size'],
    ['half a layer', { ...smallLlama, num_hidden_layers: 1.5 }, 'invalid-field', 'num_hidden_layers'],
    ['no layers', { ...smallLlama, num_hidden_layers: 0 }, 'invalid-field', 'num_hidden_layers'],
    ['a billion layers', { ...smallLlama, num_hidden_layers: 1e9 }, 'invalid-field', 'num_hidden_layers'],
    ['an absurd size', { ...smallLlama, hidden_size: 1e12 }, 'invalid-field', 'hidden_size'],
    ['heads that do not divide', { ...smallLlama, num_attention_heads: 5 }, 'invalid-field', 'hidden_size'],
    ['key heads that do not divide', { ...smallLlama, num_key_value_heads: 3 }, 'invalid-field', 'num_attention_heads'],
    ['a flag of text', { ...smallLlama, attention_bias: 'no' }, 'invalid-field', 'attention_bias'],
    [
      'sizes too large together',
      {
        ...smallLlama,
        hidden_size: 2 ** 27,
        num_attention_heads: 1,
        num_key_value_heads: 1,
        intermediate_size: 2 ** 27,
        num_hidden_layers: 9999,
      },
      'invalid-field',
      '',
    ],
    ['a part that is no object', { model_type: 'gemma3', text_config: 7 }, 'invalid-field', 'text_config'],
    [
      'a language model LLaVA cannot have',
      { model_type: 'llava', text_config: { model_type: 'mamba' } },
      'invalid-field',
      'text_config.model_type',
    ],
    [
      'an unknown vision tower',
      { model_type: 'llava', vision_config: { model_type: 'pixtral' } },
      'invalid-field',
      'vision_config.model_type',
    ],
    [
      'a vision tower without sizes',
      { ...smallLlama, model_type: 'qwen2_vl' },
      'missing-field',
      'vision_config.embed_dim',
    ],
    ['layers that are no numbers', { ...smallMoe, mlp_only_layers: ['a'] }, 'invalid-field', 'mlp_only_layers'],
  ])('%s', (_, config, code, field) => {
    const errors = buildModel(config).findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => [finding.code, finding.field])).toContainEqual([code, field]);
  });

  it('reports the known model types and suggests safetensors', () => {
    const finding = buildModel({ model_type: 'llamma' }).findings[0];
    expect(finding?.advice?.args?.known).toEqual(knownModelTypes);
    expect(finding?.advice && renderMessage(finding.advice, 'en')).toContain('.safetensors');
  });

  it('reports all missing fields at once', () => {
    const fields = buildModel({ model_type: 'llama' }).findings.map(({ field }) => field);
    expect(fields).toEqual([
      'hidden_size',
      'num_attention_heads',
      'intermediate_size',
      'num_hidden_layers',
      'vocab_size',
    ]);
  });

  it('never throws for any field values', () => {
    const value = fc.oneof(fc.anything(), fc.integer({ min: -2, max: 300 }));
    const field = fc.constantFrom(
      ...Object.keys(smallMoe),
      'tie_word_embeddings',
      'id2label',
      'architectures',
      'text_config',
    );
    const type = fc.constantFrom(...knownModelTypes);
    fc.assert(
      fc.property(type, fc.dictionary(field, value), (modelType, fields) => {
        const outcome = buildModel({ ...fields, model_type: modelType });
        expect(outcome.ok || getErrors(outcome).length > 0).toBe(true);
      }),
    );
  });

  it.each([
    ['addedTokens', -1],
    ['addedTokens', 0.5],
    ['vocabSize', 0],
    ['numLabels', 0],
  ])('refuses %s %d', (field, value) => {
    expect(getErrors(buildModel(smallLlama, { [field]: value }))).toContain('invalid-field');
  });
});

describe('model options', () => {
  it('add tokens to the embedding and the head', () => {
    expect(totalParameters(getModel(smallLlama, { addedTokens: 3 })) - totalParameters(getModel())).toBe(2 * 3 * 64);
  });
  it('warn about a smaller vocabulary', () => {
    const outcome = buildModel(smallLlama, { vocabSize: 90 });
    expect(getWarnings(outcome.findings)).toEqual(['vocabulary-shrinks']);
    expect(totalParameters(getResult(outcome))).toBe(totalParameters(getModel()) - 2 * 10 * 64);
  });
  it('select the head by task, then by class', () => {
    const names = (options: object, config: object = smallLlama) =>
      targetNames(getModel(config, options)).map(({ name }) => name);
    expect(names({})).toContain('lm_head');
    expect(names({ taskType: 'SEQ_CLS' })).toContain('score');
    expect(names({ taskType: 'FEATURE_EXTRACTION' })).not.toContain('lm_head');
    expect(names({}, { ...smallLlama, architectures: ['LlamaForSequenceClassification'] })).toContain('score');
    expect(names({}, { ...smallLlama, architectures: ['LlamaModel'] })).not.toContain('lm_head');
  });
  it('use the number of labels of the configuration', () => {
    const labels = (config: object) => totalParameters(getModel({ ...smallLlama, ...config }, { taskType: 'SEQ_CLS' }));
    expect(labels({ num_labels: 7 }) - labels({})).toBe(5 * 64);
    expect(labels({ id2label: { 0: 'a', 1: 'b', 2: 'c' } }) - labels({})).toBe(64);
  });
  it('report defaults of transformers', () => {
    const outcome = buildModel({
      model_type: 'gemma3',
      text_config: { hidden_size: 2560, intermediate_size: 10240, num_hidden_layers: 34 },
      vision_config: { hidden_size: 1152, intermediate_size: 4304, num_hidden_layers: 27, vision_use_head: false },
    });
    expect(totalParameters(getResult(outcome))).toBe(4_300_079_472);
    expect(outcome.findings.map(({ code }) => code)).toEqual(Array(4).fill('assumed-field'));
  });
});

describe('the layer map', () => {
  const layerMap = buildLayerMap(getModel(), count({ target_modules: ['k_proj', 'embed_tokens'], r: 5 }));
  it('is ordered from the embedding to the head', () => {
    expect(layerMap.map(({ role }) => role)).toEqual(['embedding', ...Array(12).fill('layer'), 'norm', 'head']);
    expect(layerMap[3]).toMatchObject({ path: 'model.layers.2', index: 2 });
  });
  it('contains the trained parameters per matrix', () => {
    expect(layerMap.map(({ trainable }) => trainable)).toEqual([5 * 164, ...Array(12).fill(480), 0, 0]);
    expect(layerMap[1]?.matrices.find(({ target }) => target === 'k_proj')).toMatchObject({
      path: 'self_attn.k_proj',
      inFeatures: 64,
      outFeatures: 32,
      instances: 1,
      parameters: 2048,
      trainable: 480,
      adaptable: true,
    });
  });
  it.each(catalogue.map(({ name }) => [name]))('adds up for %s', (name) => {
    const model = known(name);
    const slices = buildLayerMap(model, count({ peft_type: 'FULL' }, model));
    const sum = (key: 'parameters' | 'trainable') => slices.reduce((total, slice) => total + slice[key], 0);
    expect([sum('parameters'), sum('trainable')]).toEqual([totalParameters(model), totalParameters(model)]);
  });
  it('contains fused experts with target_parameters', () => {
    const model = getModel(smallMoe, { moe: 'fused' });
    const counted = count({ target_parameters: ['experts.down_proj'] }, model);
    expect(buildLayerMap(model, counted)[2]?.trainable).toBe(8 * 12 * (24 + 64));
  });
});
