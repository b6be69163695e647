import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAdapterConfig } from '../../src/finetuning/adapter/parse.ts';
import { countAdapter } from '../../src/finetuning/counting/count.ts';
import { buildModel } from '../../src/finetuning/model/build.ts';
import { corpusFolder } from '../support/corpus.ts';
import { type LoraCase, toCaseConfig, unusualTotals } from './corpusModels.ts';

const cases: readonly LoraCase[] =
  corpusFolder === undefined ? [] : JSON.parse(readFileSync(join(corpusFolder, 'lora_cases.json'), 'utf8'));

describe('published counts', () => {
  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, published) => {
    const { config, options } = toCaseConfig(published);
    const model = buildModel(config, options);
    expect(model.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (!model.ok) return;
    const adapter = parseAdapterConfig({ peft_type: 'LORA', ...published.lora });
    expect(adapter.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (!adapter.ok) return;
    const counted = countAdapter(model.value, adapter.value);
    expect(counted.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (!counted.ok) return;
    expect(counted.value.trainable).toBe(published.expected_trainable);
    if (published.expected_total !== null && published.use_as_test === true) {
      expect(counted.value.total).toBe(published.expected_total);
    }
    const unusual = unusualTotals[published.id];
    if (unusual !== undefined) expect(published.expected_total).not.toBe(counted.value.total);
  });

  it('has a reason for every published total that is not compared', () => {
    const excused = cases.filter(({ use_as_test }) => use_as_test !== true).map(({ id }) => id);
    for (const id of excused) expect(unusualTotals[id]).toBeTypeOf('string');
  });
});
