import { describe, expect, it } from 'vitest';
import { firstState } from '../../src/extension/lora/defaults.ts';
import { withModel } from '../../src/protocol/index.ts';

describe('another model in the panel', () => {
  const state = { ...firstState('en'), modelOptions: { addedTokens: 27, moe: 'fused' as const } };
  it('has no added tokens of the model before', () => {
    const changed = withModel(state, { kind: 'catalogue', name: 'Qwen/Qwen3-32B' });
    expect(changed.model.name).toBe('Qwen/Qwen3-32B');
    expect(changed.modelOptions).toEqual({ moe: 'fused' });
  });
  it('keeps them if it is the same', () => {
    expect(withModel(state, { kind: 'catalogue', name: state.model.name })).toEqual(state);
  });
});
