import { describe, expect, it } from 'vitest';
import { isPromptPage, isPromptPageRequest } from '../../src/protocol/index.ts';

const SETTINGS = {
  request: '',
  system: '',
  selection: 'all',
  format: 'text',
  tokenizer: 'o200k',
  budget: '',
  maxShots: '',
};

describe('messages of the prompt preview', () => {
  it.each([
    { type: 'ready' },
    { type: 'copy' },
    { type: 'save' },
    { type: 'reveal', shot: 1 },
    { type: 'settings', settings: SETTINGS },
  ])('%j is a request of the page', (message) => {
    expect(isPromptPageRequest(message)).toBe(true);
  });

  it.each([
    undefined,
    'copy',
    { type: 'delete' },
    { type: 'reveal', shot: '1' },
    { type: 'settings' },
    { type: 'settings', settings: { ...SETTINGS, budget: 3 } },
  ])('%j is none', (message) => {
    expect(isPromptPageRequest(message)).toBe(false);
  });

  it('tells the page of others', () => {
    expect(isPromptPage({ type: 'show' })).toBe(true);
    expect(isPromptPage({ type: 'model' })).toBe(false);
  });
});
