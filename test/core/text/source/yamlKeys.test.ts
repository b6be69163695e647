import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { hasDeepKeys } from '../../../../src/core/text/source/yamlKeys.ts';
import { parseYaml } from '../../../../src/core/text/source/yamlText.ts';
import { readTraining } from '../../../../src/finetuning/index.ts';

describe('keys of YAML that are maps or lists', () => {
  it.each([
    ['a: {b: {c: [1, {d: 2}]}}', false],
    ['name: {{placeholder}}', false],
    ['? [a, {b: c}]\n: 1', false],
    [`${'[{a: '.repeat(50)}1${'}]'.repeat(50)}`, false],
    ['{'.repeat(20) + '}'.repeat(20), true],
    [`? ${'['.repeat(20)}${']'.repeat(20)}\n: 1`, true],
    [`x: [1, ${'{? '.repeat(12)}1`, true],
  ])('%s', (text, expected) => {
    expect(hasDeepKeys(parseDocument(text))).toBe(expected);
  });

  it('are reported where they are nested too deeply', () => {
    const { value, problems } = parseYaml(`a: b\n${'{'.repeat(500)}\n`, 0);
    expect(value).toBeUndefined();
    expect(problems.map(({ rule }) => rule)).toContain('limit-reached');
  });

  it.each([`adapter: lora\n${'{'.repeat(500)}lora\nlora_r: 8\n`, '- '.repeat(30_000)])(
    'end the reading of a training file',
    (text) => {
      const read = readTraining(text);
      expect(read.ok).toBe(false);
      expect(read.findings).toHaveLength(1);
    },
  );
});
