import { describe, expect, it } from 'vitest';
import {
  buildModel,
  type CakeSlice,
  defaultGpus,
  defaultMemoryOptions,
  exampleCostInputs,
  findCatalogueModel,
} from '../../src/finetuning/index.ts';
import { isPanelState, modelKey, newestState, type PanelState } from '../../src/protocol/lora.ts';
import { createViewer } from '../../src/protocol/loraView.ts';

const model = buildModel(findCatalogueModel('Qwen/Qwen3-8B')?.config, { name: 'Qwen/Qwen3-8B' });

const stateOf = (...ranks: readonly number[]): PanelState => ({
  version: 1,
  edits: 0,
  model: { kind: 'catalogue', name: 'Qwen/Qwen3-8B' },
  modelOptions: {},
  configurations: ranks.map((r) => ({
    name: `R ${r}`,
    adapter: { peft_type: 'LORA', r, target_modules: ['q_proj', 'v_proj'] },
    memory: defaultMemoryOptions,
  })),
  active: 0,
  gpus: defaultGpus,
  cost: exampleCostInputs,
});

const sauced = (cake: readonly CakeSlice[] = []) => cake.filter(({ trainable }) => trainable > 0).length;

describe('what the panel shows of a state', () => {
  it('is every configuration counted', () => {
    const { configurations, cost } = createViewer()(stateOf(8, 16), model, 'en');
    const [first = 0, second = 0] = configurations.map(({ count }) => count?.trainable);
    expect([second, sauced(configurations[0]?.cake)]).toEqual([2 * first, 36]);
    expect(configurations[0]?.sweep?.map(({ rank }) => rank)).toEqual([4, 8, 16, 32, 64, 128, 256]);
    expect(cost.result?.breakEven?.month).toBeGreaterThan(0);
  });
  it('keeps what does not change while a slider moves', () => {
    const viewer = createViewer();
    const state = stateOf(8, 16);
    const before = viewer(state, model, 'en');
    const [moved] = stateOf(32).configurations;
    const after = viewer(
      { ...state, configurations: [moved ?? fail(), state.configurations[1] ?? fail()] },
      model,
      'en',
    );
    expect(after.configurations[0]?.count?.trainable).toBe(4 * (before.configurations[0]?.count?.trainable ?? 0));
    expect(after.configurations[0]?.sweep).toBe(before.configurations[0]?.sweep);
    expect(after.configurations[1]).toBe(before.configurations[1]);
    expect([after.cost, after.model]).toEqual([before.cost, before.model]);
    expect(after.cost).toBe(before.cost);
  });
  it('says everything in the language asked for', () => {
    const viewer = createViewer();
    const say = (language: 'en' | 'zh-CN') =>
      viewer(stateOf(0), model, language).configurations[0]?.findings[0]?.message;
    expect([say('en'), say('zh-CN')]).toEqual([
      'The rank must be a whole number of 1 or more, not 0.',
      expect.stringContaining('秩'),
    ]);
  });
  it('is a cake without sauce where the configuration cannot be counted', () => {
    const [shown] = createViewer()(stateOf(0), model, 'en').configurations;
    expect([shown?.count, sauced(shown?.cake), shown?.cake?.length]).toEqual([undefined, 0, 39]);
  });
  it('says of a model that cannot be read why, and compares costs all the same', () => {
    const view = createViewer()(stateOf(8), buildModel({ model_type: 'martian' }), 'en');
    expect(view.model.findings[0]?.code).toBe('unknown-model-type');
    expect(view.configurations).toEqual([{ findings: [] }]);
    expect(view.cost.result).toBeDefined();
  });
});

describe('states of the panel', () => {
  it('with one model have one key', () => {
    expect(modelKey(stateOf(8))).toBe(modelKey(stateOf(64)));
    expect(modelKey({ ...stateOf(8), modelOptions: { addedTokens: 1 } })).not.toBe(modelKey(stateOf(8)));
  });
  it('are compared by what was entered, wherever they were kept', () => {
    const [old, fresh] = [stateOf(8), { ...stateOf(64), edits: 3 }];
    expect(newestState(old, fresh)).toBe(fresh);
    expect(newestState(fresh, old)).toBe(fresh);
    expect(newestState(undefined, old)).toBe(old);
    expect(newestState(old, stateOf(64))).toBe(old);
    expect(newestState(undefined, undefined)).toBeUndefined();
  });
  it.each([
    undefined,
    null,
    3,
    {},
    { version: 2, configurations: [1] },
    { version: 1, edits: 0, configurations: [] },
    { version: 1, configurations: [1] },
  ])('are not made of %j', (value) => {
    expect(isPanelState(value)).toBe(false);
  });
});

function fail(): never {
  throw new Error('no configuration');
}
