import type { JsonObject, JsonValue, Tool } from '../../core/index.ts';
import { mapText } from '../mapText.ts';
import type { ChatTool } from '../model.ts';
import {
  type Alias,
  type AliasKind,
  type AliasTable,
  createAliasTable,
  type FoundAlias,
  findAliases,
  findLooseAliases,
} from './aliases.ts';
import type { MaskLevel } from './maskLevel.ts';
import { maskSchema } from './maskSchema.ts';
import { createNameIndex, toComparable } from './nameIndex.ts';
import type { NameKind } from './nameKinds.ts';
import { collectNames } from './names.ts';
import { findSensitiveRanges } from './sensitiveRanges.ts';
import { getSpellings } from './spellings.ts';
import { getLettersBefore } from './wordStart.ts';

/** Replaces private text by aliases, and restores it in replies. */
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
  /** Masks the reply schema: only words that are also names of the user are replaced, as in the prompt. */
  shape(schema: JsonObject): JsonObject;
  unmask(text: string): string;
  /**
   * Unmasks text that a model wrote: aliases in other spellings too, and originals with quotes escaped where they are
   * inside a quoted argument of a call.
   */
  unmaskReply(text: string): string;
  /** Aliases in a model's text without an original, as written. */
  findUnknownAliases(text: string): readonly string[];
  /** Unmasks every key and every string of a value, so that originals with quotes in them cannot break JSON. */
  unmaskValue(value: JsonValue): JsonValue;
}

/**
 * Creates a masker. Pass all known tools, not only those that are sent, because a procedure can mention any of them.
 */
export function createMasker(
  tools: readonly Tool[],
  level: MaskLevel,
  earlier: readonly Alias[] = [],
  words: readonly string[] = [],
): Masker {
  const names = new Map<string, NameKind>();
  for (const word of words) names.set(word, 'name');
  collectNames(tools, level === 'strict', (kind, name) => {
    if (name !== '' && !names.has(name)) names.set(name, kind);
  });
  const table = createAliasTable(earlier, names.keys());
  const index = createNameIndex();
  for (const [name, kind] of names) {
    index.add(kind, name);
    // Within the JSON of a call a name with quotes or line breaks is written otherwise.
    index.add(kind, JSON.stringify(name).slice(1, -1));
    for (const spelling of getSpellings(name)) index.add(kind, spelling);
    table.getAlias(name, kind);
  }
  const text = (given: string): string => replaceRanges(given, findMaskedRanges(given, index), table);
  const known = (given: string): string | undefined => (table.has(given) ? table.getAlias(given, 'word') : undefined);
  const schema = (given: JsonObject): JsonObject => maskSchema(given, { level, text, known, getAlias: table.getAlias });
  const unmask = (given: string): string => {
    return replaceAliases(given, findAliases(given), ({ alias }) => table.getOriginal(alias));
  };
  const unmaskReply = (given: string): string => {
    return replaceAliases(given, findLooseAliases(given), ({ alias, start }) => {
      const original = table.getOriginal(alias);
      return original && escapeForPlace(original, given, start);
    });
  };
  return {
    level,
    unmaskReply,
    findUnknownAliases: (given) => {
      const unknown = findLooseAliases(given).filter(({ alias }) => table.getOriginal(alias) === undefined);
      const written = unknown.map(({ start, end }) => given.slice(start, end));
      // Text of the user's own that looks like an alias was masked, and is back.
      return [...new Set(written)].filter((text) => /[_-]/.test(text) && !table.has(text));
    },
    get aliases() {
      return table.entries;
    },
    text,
    schema,
    shape: (given) => maskSchema(given, { level, text, known, getAlias: (name) => known(name) ?? text(name) }),
    value: (given) => mapText(given, (part) => known(part) ?? text(part)),
    tool: ({ name, description, parameters }) => ({
      name: table.getAlias(name, 'tool'),
      description: level === 'strict' ? '' : text(description),
      parameters: schema(parameters),
    }),
    unmask,
    unmaskValue: (value) => mapText(value, unmask),
  };
}

function replaceAliases(
  text: string,
  found: readonly FoundAlias[],
  getText: (found: FoundAlias) => string | undefined,
): string {
  let out = '';
  let from = 0;
  for (const alias of found) {
    const replacement = alias.start < from ? undefined : getText(alias);
    if (replacement === undefined) continue;
    out += text.slice(from, alias.start) + replacement;
    from = alias.end;
  }
  return out + text.slice(from);
}

/** Escapes quotes and backslashes of an original that is put inside a quoted argument of a call. */
function escapeForPlace(original: string, text: string, offset: number): string {
  if (!/["\\\n]/.test(original)) return original;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const quotes = line.match(/(?<!\\)"/g)?.length ?? 0;
  return quotes % 2 === 1 && /[([{]/.test(line) ? JSON.stringify(original).slice(1, -1) : original;
}

interface MaskedRange {
  readonly kind: AliasKind;
  readonly start: number;
  readonly end: number;
}

/** All ranges to replace, in order and without overlaps; a sensitive range includes the names inside it. */
function findMaskedRanges(text: string, index: ReturnType<typeof createNameIndex>): readonly MaskedRange[] {
  const shapes: readonly MaskedRange[] = [
    ...findSensitiveRanges(text),
    ...findAliases(text).map(({ start, end }) => ({ kind: 'word' as const, start, end })),
  ].toSorted((a, b) => a.start - b.start);
  const comparable = toComparable(text);
  const found: MaskedRange[] = [];
  let next = 0;
  for (let at = 0; at < text.length; ) {
    while ((shapes[next]?.end ?? text.length) <= at) next++;
    const shape = shapes[next];
    const name = index.at(comparable, at);
    // The rest of an address after a name inside it still belongs to the address.
    const inShape = shape !== undefined && shape.start <= at;
    const stretch = inShape && shape.end >= (name?.end ?? 0) ? { ...shape, start: at } : name;
    if (stretch === undefined) {
      at++;
      continue;
    }
    // Digits directly after a name would be read as part of the alias number, so they are masked with it.
    at = stretch.end + (/^\d*/.exec(text.slice(stretch.end, stretch.end + 40))?.[0].length ?? 0);
    found.push({ ...stretch, end: at });
  }
  return found;
}

function replaceRanges(text: string, ranges: readonly MaskedRange[], table: AliasTable): string {
  let out = '';
  let from = 0;
  for (const { kind, start, end } of ranges) {
    const between = text.slice(from, start);
    out += between + table.getAliasAfter(getLettersBefore(between, between.length), text.slice(start, end), kind);
    from = end;
  }
  return out + text.slice(from);
}
