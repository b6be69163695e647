import { ConfigurationTarget, type Event, type Memento, type SecretStorage, workspace } from 'vscode';
import { defineMessages, type Message } from '../../../core/index.ts';
import { type PriceTable, readPriceTable } from '../../../generation/index.ts';
import {
  type Connection,
  createEnvironmentKeys,
  type FeatureMemory,
  getPreset,
  getPresetForOrigin,
  type KeyResolver,
  type NamedConnection,
  normalizeHost,
  readConnections,
  toAddress,
} from '../../../models/index.ts';
import { SECTION } from '../../settings.ts';
import { createStoredValue, type StorageReport, toRecord } from '../../storedValue.ts';

export type { NamedConnection };

const say = defineMessages({
  price: {
    en: '"{name}" in sopShots.prices needs "input" and "output" (numbers) and "currency" (such as USD); it is ignored. [wrong-price]',
    'zh-CN':
      'sopShots.prices 中的“{name}”需要 "input"、"output"（数字）和 "currency"（如 CNY），已忽略。 [wrong-price]',
  },
});

/** Only what the user set counts here: no workspace can point a key, or a consent, at another host. */
function getUserSetting(name: string): unknown {
  return workspace.getConfiguration(SECTION).inspect(name)?.globalValue;
}

/** The connections of the user's settings that can be used. */
export function getConnections(): readonly NamedConnection[] {
  return readConnections(getUserSetting('connections')).connections;
}

/** What is wrong with the others. */
export function getConnectionProblems(): readonly Message[] {
  return readConnections(getUserSetting('connections')).problems;
}

/** The entries of the price table that are none. */
export function getPriceProblems(): readonly Message[] {
  return readPriceTable(getUserSetting('prices')).wrong.map((name) => say('price', { name }));
}

/** The name of the chosen connection, `vscode` or `vscode:MODEL` for the editor's own, empty for the scaffold. */
export function getChosenConnection(): string {
  const value = getUserSetting('connection');
  return typeof value === 'string' ? value : '';
}

export function findConnection(name: string): NamedConnection | undefined {
  return getConnections().find((connection) => connection.name === name);
}

/** Hosts the user trusts, as URL parsers write them. */
export function getTrustedHosts(): readonly string[] {
  const value = getUserSetting('trustedHosts');
  return Array.isArray(value) ? value.filter((host) => typeof host === 'string').map(normalizeHost) : [];
}

/** The user's price table; entries that are none are left out. */
export function getPriceTable(): PriceTable {
  return readPriceTable(getUserSetting('prices')).table;
}

/** The setting as written: invalid entries are kept for the user to correct. */
function getWrittenConnections(): readonly unknown[] {
  const value = getUserSetting('connections');
  return Array.isArray(value) ? value : [];
}

function isNamed(entry: unknown, name: string): boolean {
  return typeof entry === 'object' && entry !== null && (entry as Partial<NamedConnection>).name === name;
}

/** Replaces the connection of the same name, or appends a new one. */
export async function saveConnection(connection: NamedConnection): Promise<void> {
  const known = getWrittenConnections();
  const at = known.findIndex((entry) => isNamed(entry, connection.name));
  const next = at === -1 ? [...known, connection] : known.with(at, connection);
  await workspace.getConfiguration(SECTION).update('connections', next, ConfigurationTarget.Global);
}

export async function removeConnection(name: string): Promise<void> {
  const left = getWrittenConnections().filter((entry) => !isNamed(entry, name));
  await workspace.getConfiguration(SECTION).update('connections', left, ConfigurationTarget.Global);
  if (getChosenConnection() === name) await chooseConnection('');
}

export async function chooseConnection(name: string): Promise<void> {
  await workspace.getConfiguration(SECTION).update('connection', name, ConfigurationTarget.Global);
}

/** What the client needs to know of a connection. */
export function toClientConnection({ baseUrl, headers, model, provider, timeoutSeconds }: NamedConnection): Connection {
  const preset = provider === undefined ? undefined : getPreset(provider);
  const address = toAddress(baseUrl);
  const key = preset?.key ?? (address.ok ? getPresetForOrigin(address.address.origin).key : undefined);
  return {
    baseUrl,
    ...(model === undefined ? {} : { model }),
    ...(key === undefined ? {} : { key }),
    ...(headers === undefined ? {} : { headers }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  };
}

/** Where a key is. */
export type KeyPlace = 'stored' | 'environment';

/** Keys in the keyring of the system, each under the one origin it may be sent to. */
export interface Keys extends KeyResolver {
  /** Where the key of an origin is; undefined if there is none. */
  placeOf(origin: string): Promise<KeyPlace | undefined>;
  readonly onDidChange: Event<unknown>;
  set(origin: string, key: string): Promise<void>;
  remove(origin: string): Promise<void>;
}

/** Environment variables are used when secret storage has no key. */
export function createKeys(secrets: SecretStorage, environment: Readonly<Record<string, string | undefined>>): Keys {
  const place = (origin: string): string => `sopShots.key:${origin}`;
  const variables = createEnvironmentKeys(environment, undefined);
  return {
    keyFor: async (origin) => (await secrets.get(place(origin))) ?? variables.keyFor(origin),
    placeOf: async (origin) => {
      if ((await secrets.get(place(origin))) !== undefined) return 'stored';
      return (await variables.keyFor(origin)) === undefined ? undefined : 'environment';
    },
    onDidChange: secrets.onDidChange,
    set: async (origin, key) => secrets.store(place(origin), key),
    remove: async (origin) => secrets.delete(place(origin)),
  };
}

/** What servers turned out to understand, kept over restarts. */
export function createFeatureStore(memento: Memento, report: StorageReport): FeatureMemory {
  const stored = createStoredValue(memento, 'sopShots.serverFeatures', (value) => toRecord(value, isFeatures), report);
  const known = () => stored.get() ?? {};
  return {
    get: (server) => known()[server],
    set: (server, features) => void stored.set({ ...known(), [server]: features }),
  };
}

type Features = NonNullable<ReturnType<FeatureMemory['get']>>;

function isFeatures(value: unknown): value is Features {
  if (typeof value !== 'object' || value === null || !('without' in value)) return false;
  return 'structure' in value && 'maxTokens' in value && Array.isArray(value.without);
}
