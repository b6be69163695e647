import { defineMessages, type Message } from '../../l10n/messages.ts';
import { blockOptions, type KnownTools } from '../../model/blockCalls.ts';
import type { Block, ShotsDocument } from '../../model/model.ts';
import type { CallNode, ValueNode } from '../../parser/callNodes.ts';
import {
  type CallNotation,
  type CallOptions,
  type CallUnit,
  findCallUnits,
  hasAnyValue,
  type NamedCall,
  nodeValue,
  parseCalls,
} from '../../parser/calls/index.ts';
import { readLineStart } from '../../parser/lineStart.ts';
import { ROLES } from '../../parser/roles.ts';
import { getVocabulary, type Vocabulary } from '../../parser/vocabulary.ts';
import type { ToolCatalog } from '../../schemas/tool.ts';
import type { JsonValue } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import { getNamedArguments } from '../callOccurrences.ts';

const say = defineMessages({
  broken: { en: 'The call has a syntax error.', 'zh-CN': '调用有语法错误。' },
  unnamed: { en: 'An argument has no name, or is given twice.', 'zh-CN': '有参数没有名称，或重复出现。' },
  unknown: { en: 'A value is a placeholder or was left out.', 'zh-CN': '有值是占位符或被省略。' },
  comment: { en: 'There is a comment in the call.', 'zh-CN': '调用中有注释。' },
  result: { en: 'The result is on the same line.', 'zh-CN': '结果写在同一行。' },
  place: {
    en: 'The call is in a quote, a JSON string or between comments.',
    'zh-CN': '调用位于引用、JSON 字符串中或注释之间。',
  },
  differs: { en: 'The notation cannot hold these values as they are.', 'zh-CN': '该写法无法原样表示这些值。' },
});

/** What is converted, and how. */
export interface CallConversion {
  readonly document: ShotsDocument;
  readonly catalog: ToolCatalog;
  readonly tools: KnownTools;
  readonly notation: CallNotation;
}

/** The edits of a conversion, in order, and the calls that stay as they are. */
export interface ConvertedCalls {
  readonly edits: readonly { readonly range: TextRange; readonly newText: string }[];
  /** How many calls the edits rewrite. */
  readonly converted: number;
  readonly kept: readonly { readonly range: TextRange; readonly reason: Message }[];
}

/** Calls that one edit replaces. */
interface Replaceable extends CallUnit {
  readonly block: Block;
}

/**
 * Writes the calls of a document in another notation. Names, values and order stay: a call of which something would be
 * lost keeps its notation and is listed with the reason.
 */
export function convertCalls(conversion: CallConversion): ConvertedCalls {
  const { document } = conversion;
  const edits: { range: TextRange; newText: string }[] = [];
  const kept: { range: TextRange; reason: Message }[] = [];
  let converted = 0;
  for (const shot of document.shots) {
    shot.blocks.forEach((block, index) => {
      for (const unit of unitsOf(conversion, block, shot.blocks[index + 1])) {
        const answer = rewrite(conversion, unit);
        const range = { start: unit.start, end: unit.end };
        if (typeof answer !== 'string') kept.push({ range, reason: answer });
        else if (answer !== document.text.slice(unit.start, unit.end)) {
          edits.push({ range, newText: answer });
          converted += unit.calls.length;
        }
      }
    });
  }
  return { edits, converted, kept };
}

/** The units of a block; those with nothing but space between them are one. */
function unitsOf({ document, tools }: CallConversion, block: Block, next: Block | undefined): readonly Replaceable[] {
  const [first] = block.calls;
  if (first === undefined) return [];
  if (first.form === 'two-labels') {
    const end = next !== undefined && ROLES[next.role].part === 'input' ? next.content.end : first.end;
    return [{ block, start: block.content.start, end, calls: [first] }];
  }
  if (block.interrupted) {
    return block.calls.map((call) => ({ block, start: call.start, end: call.end, calls: [call] }));
  }
  const units: Replaceable[] = [];
  for (const unit of findCallUnits(document.text, block.content, blockOptions(tools, block))) {
    const calls = unit.calls.filter((call) => block.calls.some(({ start }) => start === call.start));
    const before = units.at(-1);
    if (calls.length < unit.calls.length) continue;
    if (before !== undefined && document.text.slice(before.end, unit.start).trim() === '') {
      units[units.length - 1] = { block, start: before.start, end: unit.end, calls: [...before.calls, ...calls] };
    } else units.push({ ...unit, block });
  }
  return units;
}

/** The text in the other notation, or why there is none. */
function rewrite(conversion: CallConversion, unit: Replaceable): string | Message {
  const { document, catalog, tools, notation } = conversion;
  const { block, calls } = unit;
  if (block.interrupted || document.tree.turns === 'data') return say('place');
  const text = document.text.slice(unit.start, unit.end);
  if (text.includes('<!--')) return say('comment');
  const named: NamedCall[] = [];
  for (const call of calls) {
    const read = toNamedCall(document.text, call, catalog);
    if (!('arguments' in read)) return read;
    named.push(read);
  }
  const written = notation.write(named);
  return isSame(written, named, blockOptions(tools, block)) ? written : say('differs');
}

/** A call as data, or what of it would be lost. */
function toNamedCall(text: string, call: CallNode, catalog: ToolCatalog): NamedCall | Message {
  if (call.result !== undefined) return say('result');
  if (call.unreadable === true || call.problems.some(({ kind }) => kind === 'syntax')) return say('broken');
  if (/(?:^|\s)(?:#|\/\/)\s/.test(withoutValues(text, call))) return say('comment');
  const values = new Map<string, JsonValue>();
  for (const { argument, name } of getNamedArguments(call, catalog.get(call.name.text))) {
    if (name === undefined || name === '__proto__' || values.has(name)) return say('unnamed');
    const value = nodeValue(argument.value);
    if (hasAnyValue(value)) return say('unknown');
    if (!isExact(argument.value)) return say('differs');
    values.set(name, value);
  }
  return { name: call.name.text, arguments: Object.fromEntries(values) };
}

/** What is written of a call besides its values. */
function withoutValues(text: string, { start, end, arguments: list }: CallNode): string {
  let rest = '';
  let at = start;
  for (const { value } of list) {
    if (value.kind === 'array' || value.kind === 'object' || value.start < at) continue;
    rest += text.slice(at, value.start);
    at = value.end;
  }
  return rest + text.slice(at, end);
}

/** False for `3.0`, `1/3` and the like, and for integers beyond what a number can hold: they would be written otherwise. */
function isExact(node: ValueNode): boolean {
  if (node.kind === 'array') return node.items.every(isExact);
  if (node.kind === 'object') return node.entries.every(({ value }) => isExact(value));
  if (node.kind !== 'number') return true;
  const isRound = Number.isInteger(node.value);
  return node.folded !== true && !(isRound && node.fraction === true) && (!isRound || Number.isSafeInteger(node.value));
}

/** True if a text is read as exactly these calls, and no line of it as anything else. */
function isSame(written: string, named: readonly NamedCall[], options: CallOptions): boolean {
  const [, ...lines] = written.split('\n');
  const vocabulary: Vocabulary = getVocabulary(undefined);
  if (written.includes('<!--') || /(?:^|\n)[ \t]*(?:\n|$)/.test(written)) return false;
  if (lines.some((line) => readLineStart(line, line.length - line.trimStart().length, 0, vocabulary) !== undefined))
    return false;
  const { calls, prose } = parseCalls(written, 0, written.length, options);
  const found = calls.map((call) => ({
    name: call.name.text,
    arguments: call.arguments.map(({ name, value }) => [name?.text, nodeValue(value)]),
    isWhole: call.problems.every(({ kind }) => kind !== 'syntax'),
  }));
  const expected = named.map(({ name, arguments: values }) => ({
    name,
    arguments: Object.entries(values),
    isWhole: true,
  }));
  return prose.length === 0 && JSON.stringify(found) === JSON.stringify(expected);
}
