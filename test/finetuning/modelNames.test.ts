import { describe, expect, it } from 'vitest';
import { buildNamedModel, catalogue, getSimilarModels, matchModelName } from '../../src/finetuning/index.ts';
import { getErrors, getResult } from './support.ts';

describe('a model name', () => {
  it.each([
    ['Qwen/Qwen2.5-32B-Instruct', 'Qwen/Qwen2.5-32B'],
    ['qwen2.5-72b-instruct', 'Qwen/Qwen2.5-72B'],
    ['Qwen/Qwen2.5-Coder-7B-Instruct-AWQ', 'Qwen/Qwen2.5-Coder-7B'],
    ['meta-llama/Llama-3.2-3B-Instruct', 'meta-llama/Llama-3.2-3B'],
    ['Meta-Llama-3-70B-Instruct', 'meta-llama/Meta-Llama-3-70B'],
    ['llama-3-70b', 'meta-llama/Meta-Llama-3-70B'],
    ['meta-llama/Meta-Llama-3.1-70B-Instruct', 'meta-llama/Llama-3.1-70B'],
    ['unsloth/Llama-3.2-1B-Instruct-unsloth-bnb-4bit', 'meta-llama/Llama-3.2-1B'],
    ['meta-llama/Llama-2-13b-chat-hf', 'meta-llama/Llama-2-13b-hf'],
    ['TheBloke/Llama-2-13B-chat-GPTQ', 'meta-llama/Llama-2-13b-hf'],
    ['Mistral-7B-Instruct-v0.1-GGUF', 'mistralai/Mistral-7B-v0.1'],
    ['mistral-7b-instruct-v0.3.Q4_K_M.gguf', 'mistralai/Mistral-7B-v0.3'],
    ['Mistral-Nemo-Instruct-2407', 'mistralai/Mistral-Nemo-Base-2407'],
    ['Qwen/Qwen3-4B-Instruct-2507', 'Qwen/Qwen3-4B'],
    ['Qwen/Qwen3-30B-A3B-Thinking-2507-FP8', 'Qwen/Qwen3-30B-A3B'],
    ['google/gemma-2-27b-it', 'google/gemma-2-27b'],
    ['tiiuae/falcon-40b-instruct', 'tiiuae/falcon-40b'],
    [' MISTRALAI/mixtral-8x7b-instruct-v0.1 ', 'mistralai/Mixtral-8x7B-v0.1'],
  ])('%s has the shapes of %s', (name, base) => {
    expect(matchModelName(name)).toMatchObject({ isVariant: true, model: { name: base } });
    const built = buildNamedModel(name);
    expect(getResult(built).name).toBe(name.trim());
    expect(built.findings.map(({ code }) => code)).toContain('model-variant');
  });
  it.each(catalogue.map(({ name }) => [name]))('%s is itself', (name) => {
    expect(matchModelName(name)).toMatchObject({ isVariant: false, model: { name } });
    expect(buildNamedModel(name).findings.map(({ code }) => code)).not.toContain('model-variant');
  });
  it.each(['OpenGVLab/InternVL2_5-8B', 'Qwen2.5-9B-Instruct', 'meta-llama/Llama-9-8B', 'instruct', '', '-'])(
    '%s is unknown',
    (name) => {
      expect(matchModelName(name)).toBeUndefined();
      expect(getErrors(buildNamedModel(name))).toEqual(['unknown-model']);
    },
  );
  it('has suggestions if it is unknown', () => {
    expect(getSimilarModels('Qwen2.5-15B-Instruct').map(({ name }) => name)).toContain('Qwen/Qwen2.5-14B');
    expect(getSimilarModels('lama-3.1-8b').map(({ name }) => name)[0]).toBe('meta-llama/Llama-3.1-8B');
    expect(getSimilarModels('zzz')).toEqual([]);
  });
  it('reports quantised weights', () => {
    expect(matchModelName('Qwen2.5-7B-Instruct-GPTQ-Int4')?.isQuantised).toBe(true);
    expect(matchModelName('Qwen2.5-7B-Instruct')?.isQuantised).toBe(false);
  });
});
