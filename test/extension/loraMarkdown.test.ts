import { describe, expect, it } from 'vitest';
import {
  firstState,
  readPanelState,
  toConfiguration,
  toSetup,
  withConfiguration,
} from '../../src/extension/lora/defaults.ts';
import { toMarkdown } from '../../src/extension/lora/markdown.ts';
import { buildModel, defaultMemoryOptions, defaultSetup, findCatalogueModel } from '../../src/finetuning/index.ts';
import { createViewer } from '../../src/protocol/loraView.ts';

const model = buildModel(findCatalogueModel('Qwen/Qwen3-8B')?.config, { name: 'Qwen/Qwen3-8B' });
const markdown = (language: 'en' | 'zh-CN', state = firstState(language)) =>
  toMarkdown(state, createViewer()(state, model, language), language);

describe('the panel as Markdown', () => {
  it('has the figures, the calculation and the cost', () => {
    const text = markdown('en');
    expect(text).toContain('**Model**: Qwen/Qwen3-8B (8,190,735,360)');
    expect(text).toContain(
      '| LoRA 1 | 16 | `q_proj, k_proj, v_proj, o_proj` | 15,335,424 | 8,206,070,784 | 0.1869 % | 20.8–29.2 GB |',
    );
    expect(text).toContain('16 × (4096 + 4096) = 131,072');
    expect(text).toContain('`trainable params: 15,335,424 || all params: 8,206,070,784 || trainable%: 0.1869`');
    expect(text).toMatch(/\n\nFits 1 × A100 80 GB: /);
    expect(text).toMatch(/Break-even \(B\): month \d/);
  });
  it('speaks Chinese, in yuan', () => {
    expect(markdown('zh-CN')).toMatch(/启动成本（A）：30,\d{3} CNY/);
    expect(markdown('en')).toMatch(/Start-up \(A\): 4,\d{3} USD/);
  });
  it('says of a configuration that cannot be counted why', () => {
    const state = firstState('en');
    const wrong = state.configurations.map((one) => ({ ...one, adapter: { ...one.adapter, r: 0 } }));
    expect(markdown('en', { ...state, configurations: wrong })).toContain('- The rank must be an integer');
  });
});

describe('a saved state', () => {
  it('of an earlier version gets the memory options that it does not have', () => {
    const state = firstState('en');
    const [first] = state.configurations;
    const { cards: _, gpuId: __, split: ___, ...memory } = first?.memory ?? defaultMemoryOptions;
    const saved = { ...state, configurations: [{ ...first, memory: { ...memory, batchSize: 7 } }] };
    expect(readPanelState(saved)?.configurations[0]?.memory).toEqual({ ...defaultMemoryOptions, batchSize: 7 });
    expect(readPanelState({ version: 0 })).toBeUndefined();
  });
});

describe('a configuration that was read', () => {
  const read = toConfiguration(
    { ...defaultSetup, adapter: { peft_type: 'LORA', r: 4, task_type: 'SEQ_CLS' }, basePrecision: 'int8' },
    'lora.py',
  );
  it('comes first and gives the model its task', () => {
    const state = withConfiguration(firstState('en'), read);
    expect([state.active, state.configurations[1]?.name, state.modelOptions.taskType]).toEqual([
      1,
      'lora.py',
      'SEQ_CLS',
    ]);
  });
  it('makes room for itself among four', () => {
    let state = firstState('en');
    for (let time = 0; time < 6; time++) state = withConfiguration(state, read);
    expect([state.configurations.length, state.active]).toEqual([4, 3]);
  });
  it('is written with the numbers of the panel', () => {
    const state = withConfiguration(firstState('en'), read);
    expect(toSetup(state, read)).toMatchObject({ model: 'Qwen/Qwen3-8B', basePrecision: 'int8', adapter: { r: 4 } });
  });
});
