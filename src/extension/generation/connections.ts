import { ConfigurationTarget, type Memento, type SecretStorage, workspace } from 'vscode';
import { type PriceTable, readPriceTable } from '../../generation/index.ts';
import {
  addressOf,
  type Connection,
  environmentKeys,
  type FeatureMemory,
  hostNamed,
  type KeyResolver,
  type PresetId,
  presetNamed,
  presetOf,
} from '../../models/index.ts';
import { section } from '../settings.ts';

/** A connection as the user's settings hold it. It never holds a key. */
export interface NamedConnection {
  readonly name: string;
  readonly provider?: PresetId;
  readonly baseUrl: string;
  readonly model?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly proxy?: string;
  readonly timeoutSeconds?: number;
}

/** Only what the user set counts here: no workspace can point a key, or a consent, at another host. */
function ofUser(name: string): unknown {
  return workspace.getConfiguration(section).inspect(name)?.globalValue;
}

/** The connections of the user's settings. Entries that are none are passed over. */
export function connections(): readonly NamedConnection[] {
  const value = ofUser('connections');
  return Array.isArray(value) ? value.filter(isConnection) : [];
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

/** Writes a connection in the place of the one of its name, or behind the others. */
export async function saveConnection(connection: NamedConnection): Promise<void> {
  const known = connections();
  const at = known.findIndex(({ name }) => name === connection.name);
  const next = at === -1 ? [...known, connection] : known.with(at, connection);
  await workspace.getConfiguration(section).update('connections', next, ConfigurationTarget.Global);
}

export async function removeConnection(name: string): Promise<void> {
  const left = connections().filter((connection) => connection.name !== name);
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

function isConnection(value: unknown): value is NamedConnection {
  if (typeof value !== 'object' || value === null) return false;
  const { name, baseUrl } = value as Partial<Record<string, unknown>>;
  return typeof name === 'string' && name !== '' && typeof baseUrl === 'string';
}
