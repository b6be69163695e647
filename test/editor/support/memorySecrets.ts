import { EventEmitter, type SecretStorage, type SecretStorageChangeEvent } from 'vscode';

/** A secret storage of a test. */
export function memorySecrets(): SecretStorage {
  const values = new Map<string, string>();
  const changed = new EventEmitter<SecretStorageChangeEvent>();
  return {
    keys: async () => [...values.keys()],
    get: async (key) => values.get(key),
    store: async (key, value) => {
      values.set(key, value);
      changed.fire({ key });
    },
    delete: async (key) => {
      values.delete(key);
      changed.fire({ key });
    },
    onDidChange: changed.event,
  } as SecretStorage;
}
