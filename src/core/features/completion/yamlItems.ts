import type { Cancellation } from '../../host.ts';
import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import { relativePath } from '../../text/relativePath.ts';
import { parseYaml } from '../../text/source/yamlText.ts';
import type { KeyEntity } from '../entity.ts';
import { keyDescription, keySchemasAt, keysBelow, keyValues } from '../keySchemas.ts';
import type { FeatureServices } from '../services.ts';
import type { Candidate } from './items.ts';
import { type YamlCursor, yamlCursor } from './yamlCursor.ts';

/** The YAML that is completed: a whole project file or a front matter. */
export interface YamlPart {
  readonly uri: string;
  readonly text: string;
  readonly range: TextRange;
  readonly file: KeyEntity['file'];
}

/** Keys not written yet, values a key takes, and paths. */
export async function yamlItems(
  services: FeatureServices,
  part: YamlPart,
  offset: number,
  cancellation: Cancellation,
): Promise<readonly Candidate[]> {
  const cursor = yamlCursor(part.text, part.range.start, offset);
  const keys = cursor.occurrence === 'key' ? keyItems(services, part, cursor) : [];
  const values = valueItems(services, part, cursor);
  return [...keys, ...values, ...(await pathItems(services, part, cursor, cancellation))];
}

function keyItems(services: FeatureServices, part: YamlPart, cursor: YamlCursor): readonly Candidate[] {
  const { file, text } = part;
  const given = givenKeys(part, cursor);
  const typed = text.slice(cursor.word.start, cursor.word.end);
  const isAssigned = /^["']?\s*:/.test(text.slice(cursor.word.end, cursor.word.end + 4));
  return keysBelow(file, cursor.path)
    .filter((key) => key === typed || !given.has(key))
    .map((key) => {
      const path = [...cursor.path, key];
      return {
        label: key,
        kind: 'Property',
        newText: isAssigned ? key : `${key}: `,
        range: cursor.word,
        documentation: keyDescription(keySchemasAt(file, path), services.language()),
        asksNext: !isAssigned,
      };
    });
}

/** The keys that are beside the cursor already. */
function givenKeys({ text, range }: YamlPart, { path, word }: YamlCursor): ReadonlySet<string> {
  const without = text.slice(range.start, word.start) + text.slice(word.end, range.end);
  const value = parseYaml(without, 0).value;
  const objects = path.reduce<readonly JsonObject[]>(
    (found, key) => found.flatMap((object) => objectsIn(member(object, key))),
    objectsIn(value),
  );
  // Of several objects in a list nobody knows which one is meant.
  return new Set(objects.length === 1 ? Object.keys(objects[0] ?? {}) : []);
}

function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  if (isList(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

function valueItems({ language }: FeatureServices, { file }: YamlPart, cursor: YamlCursor): readonly Candidate[] {
  if (cursor.path.length === 0) return [];
  const documentation = keyDescription(keySchemasAt(file, cursor.path), language());
  return keyValues(file, cursor.path).map((value) => {
    const text = yamlText(value);
    return { label: text, kind: 'EnumMember', newText: text, range: cursor.word, documentation };
  });
}

/** A plain value in YAML; what YAML would read as something else is quoted. */
function yamlText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[\p{L}][\p{L}\p{N} _-]*$/u.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : value === 'off'
      ? value
      : JSON.stringify(value);
}

async function pathItems(
  services: FeatureServices,
  { uri }: YamlPart,
  { path, word }: YamlCursor,
  cancellation: Cancellation,
): Promise<readonly Candidate[]> {
  const last = path.at(-1);
  if (last === 'include' || last === 'exclude') return operationItems(services, word, cancellation);
  const kind = last === 'sop' ? 'procedure' : last === 'tools' || last === 'file' ? 'tools' : undefined;
  if (kind === undefined) return [];
  const uris = await services.workspace.uncached.list(kind);
  return uris.map((target) => {
    const relative = relativePath(uri, target);
    const newText = /^[\p{L}\p{N}./_-]+$/u.test(relative) ? relative : JSON.stringify(relative);
    return { label: relative, kind: 'File', newText, range: word };
  });
}

/** Tags, operation ids and paths of the workspace's OpenAPI documents. */
async function operationItems(
  { index }: FeatureServices,
  range: TextRange,
  cancellation: Cancellation,
): Promise<readonly Candidate[]> {
  const files = await index.toolFiles(cancellation);
  const operations = files.flatMap(({ tools }) => tools.flatMap(({ operation }) => operation ?? []));
  const tags = operations.flatMap((operation) => operation.tags.map((tag) => `tag:${tag}`));
  const ids = operations.flatMap(({ id }) => id ?? []);
  const paths = operations.map((operation) => operation.path);
  return [...new Set([...tags, ...ids, ...paths])].map((text) => {
    return { label: text, kind: 'Value', newText: JSON.stringify(text), range };
  });
}
