import type { LogOutputChannel, Memento } from 'vscode';
import { defineMessages, type Message } from '../core/index.ts';

const say = defineMessages({
  unreadable: {
    en: 'The stored value "{key}" cannot be read (unreadable-record). It is kept as "{copy}", and the default is used.',
    'zh-CN': '无法读取已保存的值“{key}”（unreadable-record）。该值保留为“{copy}”，已改用默认值。',
  },
});

/** One value in the storage of the extension. */
export interface StoredValue<T> {
  /** Undefined if nothing is stored, or nothing that can be read. */
  get(): T | undefined;
  set(value: T | undefined): Thenable<void>;
}

/** Who is told about a value that cannot be read. */
export interface StorageReport {
  readonly log: Pick<LogOutputChannel, 'warn'>;
  t(message: Message): string;
}

/**
 * A value of a storage, which another version or a crash may have left in a form that cannot be read. Then it is copied to
 * another key before a new value replaces it, and a message says so. `parse` returns undefined for such a value.
 */
export function createStoredValue<T>(
  memento: Memento,
  key: string,
  parse: (value: unknown) => T | undefined,
  { log, t }: StorageReport,
): StoredValue<T> {
  const copy = `${key}.unreadable`;
  let isReported = false;
  return {
    get: () => {
      const value = memento.get<unknown>(key);
      const parsed = value === undefined ? undefined : parse(value);
      if (value !== undefined && parsed === undefined && !isReported) {
        isReported = true;
        void memento.update(copy, value);
        log.warn(t(say('unreadable', { key, copy })));
      }
      return parsed;
    },
    set: (value) => memento.update(key, value),
  };
}

/** A record of the expected entries; undefined for anything else. */
export function toRecord<T>(value: unknown, isEntry: (entry: unknown) => entry is T): Record<string, T> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, T] => isEntry(entry[1]));
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}
