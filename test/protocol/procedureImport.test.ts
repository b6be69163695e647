import { describe, expect, it } from 'vitest';
import { isImportPage, isImportPageRequest } from '../../src/protocol/index.ts';

describe('messages of the import preview', () => {
  it.each([
    { type: 'ready' },
    { type: 'undo' },
    { type: 'redo' },
    { type: 'cancel' },
    { type: 'create' },
    { type: 'generate' },
    { type: 'choose', index: 0, value: 'step' },
  ])('%j is a request of the page', (message) => {
    expect(isImportPageRequest(message)).toBe(true);
  });

  it.each([
    undefined,
    'create',
    { type: 'delete' },
    { type: 'choose' },
    { type: 'choose', index: '0', value: 'step' },
    { type: 'choose', index: 0.5, value: 'step' },
    { type: 'choose', index: 0, value: 1 },
  ])('%j is none', (message) => {
    expect(isImportPageRequest(message)).toBe(false);
  });

  it('tells the page of others', () => {
    expect(isImportPage({ type: 'show', rows: [] })).toBe(true);
    expect(isImportPage({ type: 'show' })).toBe(false);
  });
});
