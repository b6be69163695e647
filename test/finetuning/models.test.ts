import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/core/index.ts';
import {
  buildModel,
  catalogue,
  knownModelTypes,
  layerCake,
  targetNames,
  totalParameters,
} from '../../src/finetuning/index.ts';
import { count, errorsOf, known, modelOf, resultOf, smallLlama, smallMoe, warningsOf } from './support.ts';

describe('a configuration that is wrong', () => {
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
    ['layers that are no numbers', { ...smallMoe, mlp_only_layers: ['a'] }, 'invalid-field', 'mlp_only_layers'],
  ])('%s', (_, config, code, field) => {
    const errors = buildModel(config).findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => [finding.code, finding.field])).toContainEqual([code, field]);
  });

  it('says which model types are known and offers safetensors', () => {
    const finding = buildModel({ model_type: 'llamma' }).findings[0];
    expect(finding?.message.args?.known).toEqual(knownModelTypes);
    expect(finding?.advice && renderMessage(finding.advice, 'en')).toContain('.safetensors');
  });

  it('names all that is missing at once', () => {
    const fields = buildModel({ model_type: 'llama' }).findings.map(({ field }) => field);
    expect(fields).toEqual([
      'hidden_size',
      'num_attention_heads',
      'intermediate_size',
      'num_hidden_layers',
      'vocab_size',
    ]);
  });

  it('never throws, whatever stands in the fields', () => {
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
        expect(outcome.ok || errorsOf(outcome).length > 0).toBe(true);
      }),
    );
  });

  it.each([
    ['addedTokens', -1],
    ['addedTokens', 0.5],
    ['vocabSize', 0],
    ['numLabels', 0],
  ])('refuses %s %d', (field, value) => {
    expect(errorsOf(buildModel(smallLlama, { [field]: value }))).toContain('invalid-field');
  });
});

describe('what the caller decides', () => {
  it('adds tokens to the embedding and to the head', () => {
    expect(totalParameters(modelOf(smallLlama, { addedTokens: 3 })) - totalParameters(modelOf())).toBe(2 * 3 * 64);
  });
  it('warns of a vocabulary that shrinks', () => {
    const outcome = buildModel(smallLlama, { vocabSize: 90 });
    expect(warningsOf(outcome.findings)).toEqual(['vocabulary-shrinks']);
    expect(totalParameters(resultOf(outcome))).toBe(totalParameters(modelOf()) - 2 * 10 * 64);
  });
  it('chooses the head by the task, then by the class', () => {
    const names = (options: object, config: object = smallLlama) =>
      targetNames(modelOf(config, options)).map(({ name }) => name);
    expect(names({})).toContain('lm_head');
    expect(names({ taskType: 'SEQ_CLS' })).toContain('score');
    expect(names({ taskType: 'FEATURE_EXTRACTION' })).not.toContain('lm_head');
    expect(names({}, { ...smallLlama, architectures: ['LlamaForSequenceClassification'] })).toContain('score');
    expect(names({}, { ...smallLlama, architectures: ['LlamaModel'] })).not.toContain('lm_head');
  });
  it('takes the number of labels from the configuration', () => {
    const labels = (config: object) => totalParameters(modelOf({ ...smallLlama, ...config }, { taskType: 'SEQ_CLS' }));
    expect(labels({ num_labels: 7 }) - labels({})).toBe(5 * 64);
    expect(labels({ id2label: { 0: 'a', 1: 'b', 2: 'c' } }) - labels({})).toBe(64);
  });
  it('says what it takes from transformers where a file leaves it out', () => {
    const outcome = buildModel({
      model_type: 'gemma3',
      text_config: { hidden_size: 2560, intermediate_size: 10240, num_hidden_layers: 34 },
      vision_config: { hidden_size: 1152, intermediate_size: 4304, num_hidden_layers: 27, vision_use_head: false },
    });
    expect(totalParameters(resultOf(outcome))).toBe(4_300_079_472);
    expect(outcome.findings.map(({ code }) => code)).toEqual(Array(4).fill('assumed-field'));
  });
});

describe('the layer cake', () => {
  const cake = layerCake(modelOf(), count({ target_modules: ['k_proj', 'embed_tokens'], r: 5 }));
  it('goes from the embedding to the head', () => {
    expect(cake.map(({ role }) => role)).toEqual(['embedding', ...Array(12).fill('layer'), 'norm', 'head']);
    expect(cake[3]).toMatchObject({ path: 'model.layers.2', index: 2 });
  });
  it('tells what is trained where', () => {
    expect(cake.map(({ trainable }) => trainable)).toEqual([5 * 164, ...Array(12).fill(480), 0, 0]);
    expect(cake[1]?.matrices.find(({ target }) => target === 'k_proj')).toMatchObject({
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
    const slices = layerCake(model, count({ peft_type: 'FULL' }, model));
    const sum = (key: 'parameters' | 'trainable') => slices.reduce((total, slice) => total + slice[key], 0);
    expect([sum('parameters'), sum('trainable')]).toEqual([totalParameters(model), totalParameters(model)]);
  });
  it('shows fused experts that are adapted by their parameters', () => {
    const model = modelOf(smallMoe, { moe: 'fused' });
    const counted = count({ target_parameters: ['experts.down_proj'] }, model);
    expect(layerCake(model, counted)[2]?.trainable).toBe(8 * 12 * (24 + 64));
  });
});
