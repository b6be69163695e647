import { needsKey, toAddress } from '../../models/index.ts';
import {
  type KeyPlace,
  type Keys,
  type NamedConnection,
  toClientConnection,
} from '../generation/connections/userConnections.ts';

/** Where the key of a connection is; `missing` where the server needs one, `not-needed` where it takes none. */
export type KeyState = KeyPlace | 'missing' | 'not-needed';

/** A connection of the user's settings. */
export interface ConnectionNode {
  readonly kind: 'connection';
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string | undefined;
  readonly key: KeyState;
  /** How the last test went; undefined if there was none. */
  readonly passed: boolean | undefined;
  readonly isDefault: boolean;
}

/** A model of VS Code, or the local scaffold. */
export interface BuiltInNode {
  readonly kind: 'editor' | 'scaffold';
  /** What the setting `sopShots.connection` calls it. */
  readonly name: string;
  readonly label: string;
  readonly vendor: string;
  readonly isDefault: boolean;
}

/** What is wrong with an entry of the settings. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly text: string;
}

/** One line of the view *Connections*. */
export type ConnectionViewNode = ConnectionNode | BuiltInNode | ProblemNode;

/** What is known of a connection without contacting its server. */
export async function toConnectionNode(
  connection: NamedConnection,
  keys: Pick<Keys, 'placeOf'>,
  passed: boolean | undefined,
  chosen: string,
): Promise<ConnectionNode> {
  const { name, baseUrl, model } = connection;
  return {
    kind: 'connection',
    name,
    baseUrl,
    model,
    key: await getKeyState(connection, keys),
    passed,
    isDefault: name === chosen,
  };
}

async function getKeyState(connection: NamedConnection, keys: Pick<Keys, 'placeOf'>): Promise<KeyState> {
  const address = toAddress(connection.baseUrl);
  if (!address.ok) return 'missing';
  const { origin } = address.address;
  return (
    (await keys.placeOf(origin)) ?? (needsKey(toClientConnection(connection), { origin }) ? 'missing' : 'not-needed')
  );
}
