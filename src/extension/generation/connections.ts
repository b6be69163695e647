import { ConfigurationTarget, type Memento, type SecretStorage, workspace } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import { type PriceTable, readPriceTable } from '../../generation/index.ts';
import {
  addressOf,
  type Connection,
  environmentKeys,
  type FeatureMemory,
  hostNamed,
  type KeyResolver,
  presetNamed,
  presetOf,
} from '../../models/index.ts';
import { section } from '../settings.ts';
import { type NamedConnection, readConnections } from './connectionEntries.ts';

export type { NamedConnection };

const say = defineMessages({
  price: {
    en: 'wrong-price: "{name}" in sopShots.prices needs "input" and "output" (numbers) and "currency" (such as USD); it is left out.',
    'zh-CN': 'wrong-price：sopShots.prices 中的“{name}”需要 "input"、"output"（数字）和 "currency"（如 CNY），已忽略。',
  },
});

/** Only what the user set counts here: no workspace can point a key, or a consent, at another host. */
function ofUser(name: string): unknown {
  return workspace.getConfiguration(section).inspect(name)?.globalValue;
}

/** The connections of the user's settings that can be used. */
export function connections(): readonly NamedConnection[] {
  return readConnections(ofUser('connections')).connections;
}

/** What is wrong with the others. */
export function connectionProblems(): readonly Message[] {
  return readConnections(ofUser('connections')).problems;
}

/** The entries of the price table that are none. */
export function priceProblems(): readonly Message[] {
  return readPriceTable(ofUser('prices')).wrong.map((name) => say('price', { name }));
}

/** The name of the chosen connection, `vscode` or `vscode:MODEL` for the editor's own, empty for the scaffold. */
export function chosenConnection(): string {
  const value = ofUser('connection');
  return typeof value === 'string' ? value : '';
}

export function connectionNamed(name: string): NamedConnection | undefined {
  return connections().find((connection) => connection.name === name);
}

/** Hosts the user trusts, as URL parsers write them. */
export function trustedHosts(): readonly string[] {
  const value = ofUser('trustedHosts');
  return Array.isArray(value) ? value.filter((host) => typeof host === 'string').map(hostNamed) : [];
}

/** The user's price table; entries that are none are left out. */
export function priceTable(): PriceTable {
  return readPriceTable(ofUser('prices')).table;
}

/** The setting as it stands: entries that cannot be used are the user's to mend, and stay. */
function written(): readonly unknown[] {
  const value = ofUser('connections');
  return Array.isArray(value) ? value : [];
}

function isNamed(entry: unknown, name: string): boolean {
  return typeof entry === 'object' && entry !== null && (entry as Partial<NamedConnection>).name === name;
}

/** Writes a connection in the place of the one of its name, or behind the others. */
export async function saveConnection(connection: NamedConnection): Promise<void> {
  const known = written();
  const at = known.findIndex((entry) => isNamed(entry, connection.name));
  const next = at === -1 ? [...known, connection] : known.with(at, connection);
  await workspace.getConfiguration(section).update('connections', next, ConfigurationTarget.Global);
}

export async function removeConnection(name: string): Promise<void> {
  const left = written().filter((entry) => !isNamed(entry, name));
  await workspace.getConfiguration(section).update('connections', left, ConfigurationTarget.Global);
  if (chosenConnection() === name) await chooseConnection('');
}

export async function chooseConnection(name: string): Promise<void> {
  await workspace.getConfiguration(section).update('connection', name, ConfigurationTarget.Global);
}

/** What the client needs to know of a connection. */
export function clientConnection({ baseUrl, headers, model, provider, timeoutSeconds }: NamedConnection): Connection {
  const preset = provider === undefined ? undefined : presetNamed(provider);
  const address = addressOf(baseUrl);
  const key = preset?.key ?? (address.ok ? presetOf(address.address.origin).key : undefined);
  return {
    baseUrl,
    ...(model === undefined ? {} : { model }),
    ...(key === undefined ? {} : { key }),
    ...(headers === undefined ? {} : { headers }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  };
}

/** Keys in the keyring of the system, each under the one origin it may be sent to. */
export interface Keys extends KeyResolver {
  set(origin: string, key: string): Promise<void>;
  remove(origin: string): Promise<void>;
}

/** Environment variables stand in where the keyring has no key. */
export function createKeys(secrets: SecretStorage, environment: Readonly<Record<string, string | undefined>>): Keys {
  const place = (origin: string): string => `sopShots.key:${origin}`;
  const variables = environmentKeys(environment, undefined);
  return {
    keyFor: async (origin) => (await secrets.get(place(origin))) ?? variables.keyFor(origin),
    set: async (origin, key) => secrets.store(place(origin), key),
    remove: async (origin) => secrets.delete(place(origin)),
  };
}

/** What servers turned out to understand, kept over restarts. */
export function rememberedFeatures(memento: Memento): FeatureMemory {
  const place = 'sopShots.serverFeatures';
  const known = (): Record<string, ReturnType<FeatureMemory['get']>> => memento.get(place, {});
  return {
    get: (server) => known()[server],
    set: (server, features) => void memento.update(place, { ...known(), [server]: features }),
  };
}
