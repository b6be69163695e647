import type { JsonObject, JsonValue, Tool } from '../../core/index.ts';
import { mapText } from '../mapText.ts';
import type { ChatTool } from '../model.ts';
import { type Alias, type AliasKind, aliasPattern, createAliasTable } from './aliases.ts';
import { findRevealing } from './findings.ts';
import { maskSchema } from './maskSchema.ts';
import { createNameIndex, lowerAscii } from './nameIndex.ts';
import { collectNames, type NameKind } from './names.ts';

/** `names`: descriptions stay, with the names in them replaced. `strict`: descriptions are replaced too. */
export type MaskLevel = 'names' | 'strict';

/** Replaces what must not leave by neutral names, and puts it back into what returns. */
export interface Masker {
  readonly level: MaskLevel;
  /** Everything replaced so far; enough to make the same masker again. */
  readonly aliases: readonly Alias[];
  text(text: string): string;
  /** Masks every key and string of a value before it becomes JSON, where an escape could hide a name's beginning. */
  value(value: JsonValue): JsonValue;
  tool(tool: ChatTool): ChatTool;
  /** A JSON Schema with every name, enumeration value and description replaced; its keywords stay. */
  schema(schema: JsonObject): JsonObject;
  /** A JSON Schema of ours, in which only what is also somebody's name is replaced: as the prompt speaks of it. */
  shape(schema: JsonObject): JsonObject;
  unmask(text: string): string;
  /** Unmasks every key and every string of a value, so that originals with quotes in them cannot break JSON. */
  unmaskValue(value: JsonValue): JsonValue;
}

/**
 * Makes a masker for everything that is said about some tools: give it all tools that are known, not only those that
 * are sent, because a procedure may speak of any of them.
 */
export function createMasker(tools: readonly Tool[], level: MaskLevel, earlier: readonly Alias[] = []): Masker {
  const names = new Map<string, NameKind>();
  collectNames(tools, level === 'strict', (kind, name) => {
    if (name !== '' && !names.has(name)) names.set(name, kind);
  });
  const table = createAliasTable(earlier, names.keys());
  const index = createNameIndex();
  for (const [name, kind] of names) {
    index.add(kind, name);
    // Within the JSON of a call a name with quotes or line breaks is written otherwise.
    index.add(kind, JSON.stringify(name).slice(1, -1));
    table.aliasOf(name, kind);
  }
  const text = (given: string): string => replaceStretches(given, stretchesOf(given, index), table.aliasOf);
  const known = (given: string): string | undefined => (table.has(given) ? table.aliasOf(given, 'word') : undefined);
  const schema = (given: JsonObject): JsonObject => maskSchema(given, { level, text, known, aliasOf: table.aliasOf });
  const unmask = (given: string): string => {
    return given.replace(aliasPattern, (alias) => table.originalOf(alias) ?? alias);
  };
  return {
    level,
    get aliases() {
      return table.entries;
    },
    text,
    schema,
    shape: (given) => maskSchema(given, { level, text, known, aliasOf: (name) => known(name) ?? text(name) }),
    value: (given) => mapText(given, (part) => known(part) ?? text(part)),
    tool: ({ name, description, parameters }) => ({
      name: table.aliasOf(name, 'tool'),
      description: level === 'strict' ? '' : text(description),
      parameters: schema(parameters),
    }),
    unmask,
    unmaskValue: (value) => mapText(value, unmask),
  };
}

interface Stretch {
  readonly kind: AliasKind;
  readonly start: number;
  readonly end: number;
}

/** Everything to be replaced, in order and without overlaps: what is revealing by its form holds names within it. */
function stretchesOf(text: string, index: ReturnType<typeof createNameIndex>): readonly Stretch[] {
  const shapes: readonly Stretch[] = [
    ...findRevealing(text),
    ...[...text.matchAll(aliasPattern)].map((match) => {
      return { kind: 'word' as const, start: match.index, end: match.index + match[0].length };
    }),
  ].toSorted((a, b) => a.start - b.start);
  const lowered = lowerAscii(text);
  const found: Stretch[] = [];
  let next = 0;
  for (let at = 0; at < text.length; ) {
    while ((shapes[next]?.end ?? text.length) <= at) next++;
    const shape = shapes[next];
    const name = index.at(text, lowered, at);
    // What a name that ended just before has left of an address is still a part of the address.
    const inShape = shape !== undefined && shape.start <= at;
    const stretch = inShape && shape.end >= (name?.end ?? 0) ? { ...shape, start: at } : name;
    if (stretch === undefined) {
      at++;
      continue;
    }
    // Digits right behind would be read as a part of the neutral name's number, so they become a part of the name.
    at = stretch.end + (/^\d*/.exec(text.slice(stretch.end, stretch.end + 40))?.[0].length ?? 0);
    found.push({ ...stretch, end: at });
  }
  return found;
}

function replaceStretches(
  text: string,
  stretches: readonly Stretch[],
  aliasOf: (original: string, kind: AliasKind) => string,
): string {
  let out = '';
  let from = 0;
  for (const { kind, start, end } of stretches) {
    out += text.slice(from, start) + aliasOf(text.slice(start, end), kind);
    from = end;
  }
  return out + text.slice(from);
}
