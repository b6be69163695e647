import { defineMessages, type Message } from '../l10n/messages.ts';
import { isWithinEdits } from '../similarity/nearest.ts';
import { isObject, type JsonObject, member } from '../text/json.ts';
import { getChildNode, type SchemaNode } from './schemaNode.ts';

const say = defineMessages({
  noTool: {
    en: 'This entry is not a tool definition, so it is skipped. Expected are a `name` and a schema of the arguments.',
    'zh-CN': '此项不是工具定义，已跳过。工具定义应有 `name` 和参数的 schema。',
  },
  nameless: {
    en: 'This tool has no `name`, so it is skipped.',
    'zh-CN': '此工具没有 `name`，已跳过。',
  },
  misspelt: {
    en: '`{key}` is not a known key. Did you mean `{meant}`? Calls of the tool are checked for syntax only.',
    'zh-CN': '`{key}` 不是已知的键，是否应为 `{meant}`？对该工具的调用仅检查语法。',
  },
  misspeltText: {
    en: '`{key}` is not a known key. Did you mean `{meant}`?',
    'zh-CN': '`{key}` 不是已知的键，是否应为 `{meant}`？',
  },
  wrapper: {
    en: 'The schema belongs under `{path}`. Calls of the tool are checked for syntax only.',
    'zh-CN': '该 schema 应放在 `{path}` 下。对该工具的调用仅检查语法。',
  },
});

/** Keys under which the formats keep the schema of a tool's arguments. */
export const SCHEMA_KEYS = ['parameters', 'input_schema', 'inputSchema', 'parametersJsonSchema'] as const;
export type SchemaKey = (typeof SCHEMA_KEYS)[number];

/** A part of a tool file that was intended as a tool, or as a part of a tool, but is not valid. */
export interface EntryProblem {
  readonly node: SchemaNode;
  readonly message: Message;
  /** True if the key is what is wrong, not its value. */
  readonly isKey: boolean;
  readonly replacement?: string;
}

/** The key of an object that is nearly one of some others, which it does not have; its value is an object. */
export function findMisspeltKey<Key extends string>(
  object: JsonObject,
  keys: readonly Key[],
): { readonly key: string; readonly meant: Key } | undefined {
  if (keys.some((key) => member(object, key) !== undefined)) return undefined;
  for (const [key, value] of Object.entries(object)) {
    if (!isObject(value) || KNOWN_KEYS.has(key)) continue;
    const near = keys.filter((known) => isNearly(key, known));
    const meant = near.find((known) => known.includes('_') === key.includes('_')) ?? near[0];
    if (meant !== undefined) return { key, meant };
  }
  return undefined;
}

/** Keys of tools that only look like others. */
const KNOWN_KEYS: ReadonlySet<string> = new Set<string>([
  ...SCHEMA_KEYS,
  'outputSchema',
  'output_schema',
  'parameter_schema',
]);

function isNearly(key: string, known: string): boolean {
  const [a, b] = [key, known].map((name) => name.toLowerCase().replace(/[_-]/g, ''));
  return a === b || isWithinEdits(a ?? '', b ?? '', 2);
}

/** An entry of a list of tools that is none; undefined for tools that the provider runs, which have no schema. */
export function getSkippedProblem(node: SchemaNode): EntryProblem | undefined {
  const type = isObject(node.value) ? member(node.value, 'type') : undefined;
  if (typeof type === 'string' && type !== 'function') return undefined;
  return { node, message: say('noTool'), isKey: false };
}

export function getNamelessProblem(node: SchemaNode): EntryProblem {
  return { node, message: say('nameless'), isKey: false };
}

/** Where a tool's schema is instead of where its format expects it. */
export function getMisplacedSchema(tool: SchemaNode, paths: readonly (readonly string[])[]): EntryProblem | undefined {
  if (!isObject(tool.value)) return undefined;
  const misspelt = findMisspeltKey(tool.value, SCHEMA_KEYS);
  const node = misspelt === undefined ? undefined : getChildNode(tool, misspelt.key);
  if (misspelt !== undefined && node !== undefined) {
    const { key, meant } = misspelt;
    return { node, message: say('misspelt', { key, meant }), isKey: true, replacement: meant };
  }
  const wrapped = paths.find((path) => path.length > 1);
  const outer = wrapped === undefined ? undefined : getChildNode(tool, ...wrapped.slice(0, -1));
  if (wrapped === undefined || outer === undefined || !isObject(outer.value)) return undefined;
  return { node: outer, message: say('wrapper', { path: wrapped.join('.') }), isKey: true };
}

/** Keys with text that are nearly `description`. */
export function getMisspeltProblems(tool: SchemaNode): readonly EntryProblem[] {
  if (!isObject(tool.value) || member(tool.value, 'description') !== undefined) return [];
  return Object.entries(tool.value).flatMap(([key, value]) => {
    const node = getChildNode(tool, key);
    if (typeof value !== 'string' || node === undefined || !isWithinEdits(key, 'description', 2)) return [];
    const message = say('misspeltText', { key, meant: 'description' });
    return [{ node, message, isKey: true, replacement: 'description' }];
  });
}
