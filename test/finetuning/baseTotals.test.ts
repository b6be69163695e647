import { describe, expect, it } from 'vitest';
import {
  activeParameters,
  catalogue,
  findCatalogueModel,
  searchCatalogue,
  totalParameters,
} from '../../src/finetuning/index.ts';
import { known } from './support.ts';

describe('published numbers of parameters', () => {
  it.each([
    ['gpt2', 124_439_808],
    ['gpt2-medium', 354_823_168],
    ['gpt2-large', 774_030_080],
    ['gpt2-xl', 1_557_611_200],
    ['falcon-7b', 6_921_720_704],
    ['falcon-40b', 41_303_293_952],
    ['pythia-1.4b', 1_414_647_808],
    ['gpt-neox-20b', 20_554_567_680],
    ['phi-2', 2_779_683_840],
    ['Llama-2-7b-hf', 6_738_415_616],
    ['Llama-2-13b-hf', 13_015_864_320],
    ['Llama-2-70b-hf', 68_976_648_192],
    ['Llama-3.3-70B-Instruct', 70_553_706_496],
    ['Mistral-7B-v0.1', 7_241_732_096],
    ['Mixtral-8x7B-v0.1', 46_702_792_704],
    ['bloom', 176_247_271_424],
    ['stablelm-3b-4e1t', 2_795_443_200],
    ['starcoder2-3b', 3_030_371_328],
    ['starcoder2-7b', 7_173_923_840],
    ['c4ai-command-r-v01', 34_980_831_232],
    ['DeepSeek-V3', 671_026_404_352],
    ['internlm2-7b', 7_737_708_544],
    ['gpt-oss-20b', 20_914_757_184],
    ['gpt-oss-120b', 116_829_156_672],
    ['gemma-3-4b-it', 4_300_079_472],
    ['gemma-3-12b-it', 12_187_325_040],
    ['gemma-3-27b-it', 27_432_406_640],
    ['Qwen2.5-7B', 7_615_616_512],
    ['Qwen3-235B-A22B', 235_093_634_560],
    ['DeepSeek-V2', 235_741_434_880],
    ['Phi-3-mini-4k-instruct', 3_821_079_552],
    ['chatglm3-6b', 6_243_584_000],
  ])('%s has %i', (name, parameters) => {
    expect(totalParameters(known(name))).toBe(parameters);
  });

  it.each(['Qwen3-30B-A3B', 'Mixtral-8x7B-v0.1', 'DeepSeek-V3'])('is the same in both layouts of %s', (name) => {
    expect(totalParameters(known(name, { moe: 'fused' }))).toBe(totalParameters(known(name)));
    expect(activeParameters(known(name, { moe: 'fused' }))).toBe(activeParameters(known(name)));
  });

  it('counts active parameters of a mixture of experts', () => {
    expect(activeParameters(known('Qwen3-30B-A3B'))).toBe(3_353_032_704);
    expect(activeParameters(known('gpt2'))).toBe(124_439_808);
  });
});

describe('the catalogue', () => {
  it('contains more than sixty models that can be counted', () => {
    expect(catalogue.length).toBeGreaterThan(60);
    expect(catalogue.filter(({ parameters }) => parameters === 0)).toEqual([]);
  });
  it('has no duplicates', () => {
    expect(new Set(catalogue.map(({ name }) => name.toLowerCase())).size).toBe(catalogue.length);
  });
  it.each([
    ['mistralai/Mistral-7B-v0.1', 'mistralai/Mistral-7B-v0.1'],
    ['MISTRAL-7b-V0.1', 'mistralai/Mistral-7B-v0.1'],
    [' gpt2 ', 'openai-community/gpt2'],
    ['no such model', undefined],
    ['', undefined],
  ])('finds %j as %s', (asked, name) => {
    expect(findCatalogueModel(asked)?.name).toBe(name);
  });
  it('searches by all words and sorts prefix matches first', () => {
    expect(searchCatalogue('qwen3 8b')[0]?.name).toBe('Qwen/Qwen3-8B');
    expect(searchCatalogue('').length).toBe(catalogue.length);
    expect(searchCatalogue('qwen nothing')).toEqual([]);
  });
  it('formats sizes', () => {
    expect(findCatalogueModel('gemma-3-1b-it')?.size).toBe('1B');
    expect(findCatalogueModel('gpt2')?.size).toBe('124M');
    expect(findCatalogueModel('Mistral-7B-v0.1')?.size).toBe('7.2B');
  });
});
