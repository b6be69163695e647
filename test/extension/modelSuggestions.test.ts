import { describe, expect, it } from 'vitest';
import { getSuggestions, resolveName } from '../../src/extension/lora/modelSuggestions.ts';

describe('Enter in the model search', () => {
  it.each([
    ['qwen3-14b', 'Qwen/Qwen3-14B'],
    ['mixtral 8x22', 'mistralai/Mixtral-8x22B-v0.1'],
    [' Qwen2.5-3B-Instruct ', 'Qwen2.5-3B-Instruct'],
    ['google/gemma-2-9b', 'google/gemma-2-9b'],
  ])('takes the exact, variant or only match of %s', (query, name) => {
    expect(resolveName(query)).toBe(name);
  });
  it.each(['qwen', 'zzz', ''])('takes nothing for %s', (query) => {
    expect(resolveName(query)).toBeUndefined();
  });
});

describe('suggestions', () => {
  it('start with the base of a variant', () => {
    expect(getSuggestions('Qwen2.5-7B-Instruct').models[0]?.name).toBe('Qwen/Qwen2.5-7B');
    expect(getSuggestions('Qwen2.5-7B-Instruct').similar).toBe(false);
  });
  it('are similar names if nothing matches', () => {
    const { models, similar } = getSuggestions('mistrl-7b-v0.3');
    expect([similar, models.map(({ name }) => name)]).toEqual([
      true,
      expect.arrayContaining(['mistralai/Mistral-7B-v0.3']),
    ]);
  });
});
