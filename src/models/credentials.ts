import type { Connection, KeyResolver } from './connection.ts';
import type { Address } from './destination.ts';
import { createMissingKeyError } from './failures.ts';
import { getPresetForOrigin } from './presets.ts';

/** What identifies the user to a server, and what of it no message may repeat. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly sentKey: boolean;
  /** The environment variable for this server's key. */
  readonly keyVariable: string;
}

/** Gathers the key of the address's own origin and the connection's headers. Throws `no-key` where one is needed. */
export async function getCredentials(
  connection: Connection,
  address: Address,
  keys: KeyResolver,
): Promise<Credentials> {
  const preset = getPresetForOrigin(address.origin);
  const style = connection.key ?? preset.key;
  const keyVariable = preset.keyVariable ?? 'SOP_SHOTS_API_KEY';
  const own = getOwnHeaders(connection);
  const key = await keys.keyFor(address.origin);
  if (key === undefined && needsKey(connection, address)) throw createMissingKeyError(address.origin, keyVariable);
  const secrets = [...(key === undefined ? [] : [key]), ...Object.values(own)];
  return {
    headers: { ...toKeyHeader(key, style), ...own },
    secrets,
    sentKey: key !== undefined || identifies(own),
    keyVariable,
  };
}

/** True if a server refuses requests without a key, and no header of the connection takes its place. */
export function needsKey(connection: Connection, { origin }: Pick<Address, 'origin'>): boolean {
  const style = connection.key ?? getPresetForOrigin(origin).key;
  return style !== 'optional' && !identifies(getOwnHeaders(connection));
}

/** The headers of a connection, with lower-case names. */
function getOwnHeaders({ headers = {} }: Connection): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function identifies(headers: Readonly<Record<string, string>>): boolean {
  return ['authorization', 'api-key', 'x-api-key'].some((name) => name in headers);
}

function toKeyHeader(key: string | undefined, style: Connection['key']): Readonly<Record<string, string>> {
  if (key === undefined) return {};
  return style === 'api-key' ? { 'api-key': key } : { authorization: `Bearer ${key}` };
}
