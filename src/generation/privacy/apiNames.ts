import type { JsonValue } from '../../core/index.ts';
import type { NameSink } from './nameKinds.ts';

/**
 * Names every name of an API description, also of operations and schemas that are not used as tools: operations,
 * parameters, schemas, properties, enumeration values, paths and hosts. YAML is scanned by lines, so that a file with
 * errors is covered too.
 */
export function collectApiNames(text: string, sink: NameSink): void {
  const json = parseJson(text);
  if (json !== undefined) collectFromValue(json, sink);
  for (const { pattern, kind } of LINE_PATTERNS) {
    for (const [, name = ''] of text.matchAll(pattern)) if (isName(name)) sink(kind, unquote(name));
  }
  for (const [, list = ''] of text.matchAll(/["']?enum["']?\s{0,9}:\s{0,9}\[([^\]]{0,4000})\]/g)) {
    for (const value of list.split(',')) if (isName(value.trim())) sink('value', unquote(value.trim()));
  }
  collectKeys(text, sink);
}

const VALUE = `("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|[^\\s"',{}\\[\\]#]{1,200})`;

const LINE_PATTERNS = [
  { kind: 'tool', pattern: new RegExp(`["']?operationId["']?\\s{0,9}:\\s{0,9}${VALUE}`, 'g') },
  { kind: 'field', pattern: new RegExp(`["']?name["']?\\s{0,9}:\\s{0,9}${VALUE}`, 'g') },
  { kind: 'host', pattern: new RegExp(`^\\s{0,40}["']?host["']?\\s{0,9}:\\s{0,9}${VALUE}`, 'gm') },
  {
    kind: 'host',
    pattern: /["']?url["']?\s{0,9}:\s{0,9}["']?[a-z]{1,10}:\/\/(?:[^@/\s]{0,200}@)?([^/:{\s"',}]{1,200})/gi,
  },
  { kind: 'path', pattern: /^\s{0,40}["']?(\/[^\s"':]{1,200})["']?\s{0,9}:/gm },
] as const;

/** Keys below `properties` and `schemas`, in block style by indentation and in flow style by braces. */
function collectKeys(text: string, sink: NameSink): void {
  const open: { readonly indent: number; readonly kind: 'field' | 'type'; keys: number | undefined }[] = [];
  for (const line of text.split('\n')) {
    const [, space = '', key = '', rest = ''] = /^([ -]*)(["']?[^\s"':{}[\]]{1,200}["']?)\s*:(.*)$/.exec(line) ?? [];
    if (key === '') continue;
    const indent = space.length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const parent = open.at(-1);
    if (parent !== undefined) {
      parent.keys ??= indent;
      if (parent.keys === indent && isName(key)) sink(parent.kind, unquote(key));
    }
    const kind = KEY_KINDS[unquote(key)];
    if (kind !== undefined && rest.trim() === '') open.push({ indent, kind, keys: undefined });
  }
  for (const match of text.matchAll(/["']?(properties|schemas|definitions)["']?\s{0,9}:\s{0,9}\{/g)) {
    const kind = KEY_KINDS[match[1] ?? ''] ?? 'field';
    for (const key of getFlowKeys(text, match.index + match[0].length)) if (isName(key)) sink(kind, unquote(key));
  }
}

const KEY_KINDS: Readonly<Record<string, 'field' | 'type' | undefined>> = {
  properties: 'field',
  schemas: 'type',
  definitions: 'type',
  $defs: 'type',
};

const MAX_FLOW_LENGTH = 20_000;

/** The keys of a map in braces, without those of nested ones. */
function getFlowKeys(text: string, start: number): readonly string[] {
  const keys: string[] = [];
  let depth = 1;
  let from = start;
  for (let at = start; at < text.length && at < start + MAX_FLOW_LENGTH && depth > 0; at++) {
    const char = text[at];
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === ',' && depth === 1) from = at + 1;
    else if (char === ':' && depth === 1) keys.push(text.slice(from, at).trim());
  }
  return keys;
}

function collectFromValue(value: JsonValue, sink: NameSink, key = ''): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) {
      if (key === 'enum' && typeof item === 'string') sink('value', item);
      else collectFromValue(item, sink);
    }
  } else if (typeof value === 'object' && value !== null) {
    const kind = KEY_KINDS[key];
    for (const [name, inner] of Object.entries(value)) {
      if (kind !== undefined) sink(kind, name);
      collectFromValue(inner, sink, kind === undefined ? name : '');
    }
  }
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isName(text: string): boolean {
  return /[\p{L}_]/u.test(text);
}

function unquote(text: string): string {
  return text.replace(/^["']|["']$/g, '');
}
