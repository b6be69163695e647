import { describe, expect, it } from 'vitest';
import type { Memento } from 'vscode';
import { renderMessage } from '../../src/core/index.ts';
import { createStoredValue, toRecord } from '../../src/extension/storedValue.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number';

function storageWith(value: unknown) {
  const values = new Map<string, unknown>(value === undefined ? [] : [['key', value]]);
  const warnings: string[] = [];
  const memento = {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key),
    update: async (key: string, changed: unknown) => void values.set(key, changed),
  } as Memento;
  const stored = createStoredValue(memento, 'key', (found) => toRecord(found, isNumber), {
    log: { warn: (text: string) => void warnings.push(text) },
    t: (message) => renderMessage(message, 'en'),
  });
  return { stored, values, warnings };
}

describe('a stored value', () => {
  it('is read and replaced', async () => {
    const { stored, values, warnings } = storageWith({ a: 1 });
    expect(stored.get()).toEqual({ a: 1 });
    await stored.set({ b: 2 });
    expect(values.get('key')).toEqual({ b: 2 });
    expect(warnings).toEqual([]);
  });

  it.each([['text'], [[1]], [{ a: 1, b: 'x' }], [null], [7]])(
    'that cannot be read (%j) is kept and reported once',
    async (value) => {
      const { stored, values, warnings } = storageWith(value);
      expect(stored.get()).toBeUndefined();
      expect(stored.get()).toBeUndefined();
      await stored.set({ b: 2 });
      expect(values.get('key.unreadable')).toEqual(value);
      expect(values.get('key')).toEqual({ b: 2 });
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain('unreadable-record');
    },
  );

  it('that was never set is no fault', () => {
    const { stored, warnings } = storageWith(undefined);
    expect(stored.get()).toBeUndefined();
    expect(warnings).toEqual([]);
  });
});
