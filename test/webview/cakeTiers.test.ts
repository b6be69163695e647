import { describe, expect, it } from 'vitest';
import {
  type AdapterConfig,
  buildModel,
  countAdapter,
  findCatalogueModel,
  layerCake,
} from '../../src/finetuning/index.ts';
import { tiersOf } from '../../webview/sections/cakeTiers.ts';
import { resultOf } from '../finetuning/support.ts';

const tiers = (name: string, adapter: Partial<AdapterConfig>) => {
  const model = resultOf(buildModel(findCatalogueModel(name)?.config));
  return tiersOf(layerCake(model, resultOf(countAdapter(model, { peft_type: 'LORA', r: 8, ...adapter }))));
};

describe('the tiers of the layer cake', () => {
  it('put layers that are built alike together, sauced or not', () => {
    const found = tiers('Qwen/Qwen3-8B', { target_modules: ['q_proj'], layers_to_transform: [0, 3] });
    expect(found.map(({ slice, members }) => [slice.role, members.length])).toEqual([
      ['embedding', 1],
      ['layer', 36],
      ['norm', 1],
      ['head', 1],
    ]);
    const query = found[1]?.matrices.find(({ matrix }) => matrix.target === 'q_proj');
    expect([query?.sauced, query?.trainable]).toEqual([2, 2 * 8 * (4096 + 4096)]);
  });
  it('keep the dense layers of a mixture of experts apart', () => {
    const found = tiers('deepseek-ai/DeepSeek-V3', { target_modules: ['o_proj'] });
    expect(found.filter(({ slice }) => slice.role === 'layer').map(({ members }) => members.length)).toEqual([3, 58]);
  });
  it('keep an encoder and a decoder apart', () => {
    const found = tiers('google-t5/t5-base', { target_modules: ['q'] });
    expect(found.filter(({ slice }) => slice.role === 'layer').length).toBeGreaterThan(1);
  });
});
