import { expect } from 'vitest';
import {
  type AdapterConfig,
  buildModel,
  type CountResult,
  countAdapter,
  type Finding,
  findCatalogueModel,
  type ModelOptions,
  type ModelTree,
  type Outcome,
  parseAdapterConfig,
} from '../../src/finetuning/index.ts';

/** A small Llama whose every width is another number, so that no two mistakes cancel out. */
export const smallLlama = {
  model_type: 'llama',
  hidden_size: 64,
  intermediate_size: 96,
  num_hidden_layers: 12,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 100,
};

/** A small mixture of experts: two dense layers, ten with 12 experts. */
export const smallMoe = {
  ...smallLlama,
  model_type: 'qwen3_moe',
  num_experts: 12,
  moe_intermediate_size: 24,
  mlp_only_layers: [0, 11],
  head_dim: 16,
};

/** The value of an outcome; the test fails with its findings if there is none. */
export function getResult<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  expect(outcome.findings).toEqual([]);
  throw new Error('an outcome without value and without findings');
}

/** The codes of an outcome's errors. */
export function getErrors(outcome: Outcome<unknown>): readonly string[] {
  return outcome.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** The codes of warnings among findings. */
export function getWarnings(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
}

/** A model of a configuration that is known to be right. */
export function getModel(config: unknown = smallLlama, options?: ModelOptions): ModelTree {
  return getResult(buildModel(config, options));
}

/** A model of the catalogue. */
export function known(name: string, options?: ModelOptions): ModelTree {
  return getModel(findCatalogueModel(name)?.config, options);
}

/** Counts fields as they are in a file. */
export function tryCount(fields: Readonly<Record<string, unknown>>, model = getModel()): Outcome<CountResult> {
  const adapter = parseAdapterConfig(fields);
  return adapter.ok ? countAdapter(model, adapter.value) : adapter;
}

/** Counts a configuration that is known to be right. */
export function count(fields: Partial<AdapterConfig>, model = getModel()): CountResult {
  return getResult(tryCount(fields, model));
}
