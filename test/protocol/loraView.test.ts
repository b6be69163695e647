import { describe, expect, it } from 'vitest';
import {
  buildModel,
  defaultGpus,
  defaultMemoryOptions,
  exampleCostInputs,
  findCatalogueModel,
  type LayerMapSection,
} from '../../src/finetuning/index.ts';
import { getNewestState, isPanelState, modelKey, type PanelState } from '../../src/protocol/lora.ts';
import { createViewer } from '../../src/protocol/loraView.ts';

const model = buildModel(findCatalogueModel('Qwen/Qwen3-8B')?.config, { name: 'Qwen/Qwen3-8B' });

const createState = (...ranks: readonly number[]): PanelState => ({
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

const adapted = (layerMap: readonly LayerMapSection[] = []) => layerMap.filter(({ trainable }) => trainable > 0).length;

describe('the panel view', () => {
  it('contains the count of every configuration', () => {
    const { configurations, cost } = createViewer()(createState(8, 16), model, 'en');
    const [first = 0, second = 0] = configurations.map(({ count }) => count?.trainable);
    expect([second, adapted(configurations[0]?.layerMap)]).toEqual([2 * first, 36]);
    expect(configurations[0]?.sweep?.map(({ rank }) => rank)).toEqual([4, 8, 16, 32, 64, 128, 256]);
    expect(cost.result?.breakEven?.month).toBeGreaterThan(0);
  });
  it('caches results that do not change while a slider moves', () => {
    const viewer = createViewer();
    const state = createState(8, 16);
    const before = viewer(state, model, 'en');
    const [moved] = createState(32).configurations;
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
  it('has the cost of the chosen model, or of the user’s own parameters', () => {
    const parameters = (state: PanelState) => {
      const { training } = createViewer()(state, model, 'en').cost.inputs;
      return training.kind === 'sum' ? undefined : training.activeParameters;
    };
    expect(parameters(createState(8))).toBe(8_190_735_360);
    expect(parameters({ ...createState(8), ownParameters: true })).toBe(8_000_000_000);
    const sum = { ...exampleCostInputs, training: { kind: 'sum', amount: 5 } as const };
    expect(createViewer()({ ...createState(8), cost: sum }, model, 'en').cost.inputs).toBe(sum);
  });
  it('is in the requested language', () => {
    const viewer = createViewer();
    const say = (language: 'en' | 'zh-CN') =>
      viewer(createState(0), model, language).configurations[0]?.findings[0]?.message;
    expect([say('en'), say('zh-CN')]).toEqual([
      'The rank must be an integer of 1 or more, not 0.',
      expect.stringContaining('秩'),
    ]);
  });
  it('contains the layer map without an adapter if the configuration cannot be counted', () => {
    const [shown] = createViewer()(createState(0), model, 'en').configurations;
    expect([shown?.count, adapted(shown?.layerMap), shown?.layerMap?.length]).toEqual([undefined, 0, 39]);
  });
  it('reports why a model cannot be read, and asks for its parameters instead of comparing the costs of another', () => {
    const view = createViewer()(createState(8), buildModel({ model_type: 'martian' }), 'en');
    expect(view.model.findings[0]?.code).toBe('unknown-model-type');
    expect(view.configurations).toEqual([{ findings: [] }]);
    expect(view.cost.result).toBeUndefined();
    expect(view.cost.findings.map(({ field }) => field)).toEqual(['training.activeParameters']);
  });
});

describe('panel states', () => {
  it('with the same model have the same key', () => {
    expect(modelKey(createState(8))).toBe(modelKey(createState(64)));
    expect(modelKey({ ...createState(8), modelOptions: { addedTokens: 1 } })).not.toBe(modelKey(createState(8)));
  });
  it('are compared by the number of edits', () => {
    const [old, fresh] = [createState(8), { ...createState(64), edits: 3 }];
    expect(getNewestState(old, fresh)).toBe(fresh);
    expect(getNewestState(fresh, old)).toBe(fresh);
    expect(getNewestState(undefined, old)).toBe(old);
    expect(getNewestState(old, createState(64))).toBe(old);
    expect(getNewestState(undefined, undefined)).toBeUndefined();
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
