import { defineMessages, isObject, type Message } from '../core/index.ts';
import { toAddress } from './destination.ts';
import { getPreset, type PresetId } from './presets.ts';

const say = defineMessages({
  list: {
    en: 'sopShots.connections must be a list. [wrong-connection]',
    'zh-CN': 'sopShots.connections 必须是列表。 [wrong-connection]',
  },
  object: {
    en: 'Entry {number} of sopShots.connections is not an object with "name" and "baseUrl"; it is ignored. [wrong-connection]',
    'zh-CN': 'sopShots.connections 的第 {number} 项不是包含 "name" 和 "baseUrl" 的对象，已忽略。 [wrong-connection]',
  },
  name: {
    en: 'Entry {number} of sopShots.connections has no "name"; it is ignored. [wrong-connection]',
    'zh-CN': 'sopShots.connections 的第 {number} 项没有 "name"，已忽略。 [wrong-connection]',
  },
  twice: {
    en: 'sopShots.connections has "{name}" twice; the second, entry {number}, is ignored. [wrong-connection]',
    'zh-CN': 'sopShots.connections 中“{name}”出现了两次，已忽略第 {number} 项。 [wrong-connection]',
  },
  address: {
    en: '"{name}" in sopShots.connections is ignored: {problem} [wrong-connection]',
    'zh-CN': '“{name}”（sopShots.connections）已忽略：{problem} [wrong-connection]',
  },
  noAddress: { en: 'it has no "baseUrl".', 'zh-CN': '缺少 "baseUrl"。' },
  field: {
    en: '"{field}" of "{name}" in sopShots.connections is invalid and is ignored. [wrong-connection]',
    'zh-CN': 'sopShots.connections 中“{name}”的 "{field}" 无法使用，已忽略该字段。 [wrong-connection]',
  },
  key: {
    en: '"{field}" of "{name}" in sopShots.connections looks like a key. Do not store keys in settings: remove it and use "Set API Key". [wrong-connection]',
    'zh-CN':
      'sopShots.connections 中“{name}”的 "{field}" 像是密钥。密钥不要写在设置里：请删除它，改用“设置 API 密钥”。 [wrong-connection]',
  },
});

/** A connection as the user's settings hold it. It never holds a key. */
export interface NamedConnection {
  readonly name: string;
  readonly provider?: PresetId;
  readonly baseUrl: string;
  readonly model?: string;
  /** HTTP headers by name. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly proxy?: string;
  readonly timeoutSeconds?: number;
}

/** Connections that can be used, and what is wrong with the rest of the setting. */
export interface ConnectionEntries {
  readonly connections: readonly NamedConnection[];
  readonly problems: readonly Message[];
}

type Entry = Partial<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What the optional fields of an entry have to be. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  provider: (value) => isText(value) && getPreset(value) !== undefined,
  model: isText,
  headers: (value) => isObject(value) && Object.values(value).every((item) => typeof item === 'string'),
  proxy: (value) => typeof value === 'string',
  timeoutSeconds: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
};

/** Reads the setting. What is wrong with one entry does not spoil another. */
export function readConnections(value: unknown): ConnectionEntries {
  if (value === undefined || value === null) return { connections: [], problems: [] };
  if (!Array.isArray(value)) return { connections: [], problems: [say('list')] };
  const connections: NamedConnection[] = [];
  const problems: Message[] = [];
  for (const [at, entry] of (value as readonly unknown[]).entries()) {
    const problem = getEntryProblem(entry, at + 1, connections);
    if (problem !== undefined) problems.push(problem);
    else connections.push(readFields(entry as Entry & Pick<NamedConnection, 'name' | 'baseUrl'>, problems));
  }
  return { connections, problems };
}

function getEntryProblem(entry: unknown, number: number, before: readonly NamedConnection[]): Message | undefined {
  if (!isObject(entry)) return say('object', { number });
  const { name, baseUrl } = entry;
  if (!isText(name)) return say('name', { number });
  if (before.some((other) => other.name === name)) return say('twice', { name, number });
  if (!isText(baseUrl)) return say('address', { name, problem: say('noAddress') });
  const address = toAddress(baseUrl.trim());
  return address.ok ? undefined : say('address', { name, problem: address.problem });
}

/** Takes the valid fields; the others are reported. */
function readFields(
  { name, baseUrl, ...rest }: Entry & Pick<NamedConnection, 'name' | 'baseUrl'>,
  problems: Message[],
): NamedConnection {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  const good = given.filter(([field, value]) => FIELDS[field]?.(value) === true);
  for (const [field, value] of given) {
    if (FIELDS[field]?.(value) === true) continue;
    const isKey = FIELDS[field] === undefined && /key|token|secret|password|密钥/i.test(field);
    problems.push(say(isKey ? 'key' : 'field', { field, name }));
  }
  return { ...Object.fromEntries(good), name, baseUrl };
}
