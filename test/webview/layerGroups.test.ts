import { describe, expect, it } from 'vitest';
import {
  type AdapterConfig,
  buildLayerMap,
  buildModel,
  countAdapter,
  findCatalogueModel,
} from '../../src/finetuning/index.ts';
import { groupLayers } from '../../webview/sections/layerGroups.ts';
import { getResult } from '../finetuning/support.ts';

const groups = (name: string, adapter: Partial<AdapterConfig>) => {
  const model = getResult(buildModel(findCatalogueModel(name)?.config));
  return groupLayers(buildLayerMap(model, getResult(countAdapter(model, { peft_type: 'LORA', r: 8, ...adapter }))));
};

describe('groups of the layer map', () => {
  it('contain equal layers, adapted or not', () => {
    const found = groups('Qwen/Qwen3-8B', { target_modules: ['q_proj'], layers_to_transform: [0, 3] });
    expect(found.map(({ section, members }) => [section.role, members.length])).toEqual([
      ['embedding', 1],
      ['layer', 36],
      ['norm', 1],
      ['head', 1],
    ]);
    const query = found[1]?.matrices.find(({ matrix }) => matrix.target === 'q_proj');
    expect([query?.adaptedLayers, query?.trainable]).toEqual([2, 2 * 8 * (4096 + 4096)]);
  });
  it('separate the dense layers of a mixture of experts', () => {
    const found = groups('deepseek-ai/DeepSeek-V3', { target_modules: ['o_proj'] });
    expect(found.filter(({ section }) => section.role === 'layer').map(({ members }) => members.length)).toEqual([
      3, 58,
    ]);
  });
  it('are one for each kind of layer of a hybrid, whose kinds alternate', () => {
    const found = groups('Qwen/Qwen3-Next-80B-A3B-Instruct', { target_modules: ['q_proj'] });
    expect(found.filter(({ section }) => section.role === 'layer').map(({ members }) => members.length)).toEqual([
      36, 12,
    ]);
  });
  it('name the members of a sequence so that PEFT finds them', () => {
    const found = groups('Qwen/Qwen2.5-VL-7B-Instruct', { target_modules: ['mlp.0'] });
    const merger = found.find(({ section }) => section.path === 'model.visual.merger');
    expect(merger?.matrices.map(({ matrix }) => [matrix.target, matrix.trainable > 0])).toEqual([
      ['ln_q', false],
      ['mlp.0', true],
      ['mlp.2', false],
    ]);
  });
  it('separate an encoder and a decoder', () => {
    const found = groups('google-t5/t5-base', { target_modules: ['q'] });
    expect(found.filter(({ section }) => section.role === 'layer').length).toBeGreaterThan(1);
  });
});
