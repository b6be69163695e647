import { renderMessage } from '../../../../src/core/l10n/messages.ts';
import type { ArgumentNode, CallNode, CallProblem, ValueNode } from '../../../../src/core/parser/callNodes.ts';
import {
  type FoundCalls,
  hasAnyValue,
  isAnyValue,
  nodeValue,
  parseCalls,
  printValue,
} from '../../../../src/core/parser/calls/index.ts';
import type { TextRange } from '../../../../src/core/text/range.ts';

const TOOLS: ReadonlySet<string> = new Set([
  'SearchSolution',
  'Search',
  '查询空闲时间',
  '提交工单',
  'send mail',
  'a/b:c',
]);

export const isTool = (name: string): boolean => TOOLS.has(name);

/** Reads a whole text as the content of an action block, or of an API request block. */
export function read(text: string, meant: 'detect' | 'always' = 'detect'): FoundCalls {
  return parseCalls(text, 0, text.length, { meant, isTool });
}

/** The calls of a text as `name(parameter=value, …)`; a value that is not known is `?`. */
export function calls(text: string, meant?: 'detect' | 'always'): readonly string[] {
  return read(text, meant).calls.map(plain);
}

export function plain(call: CallNode): string {
  return `${call.name.text}(${call.arguments.map(plainArgument).join(', ')})`;
}

function plainArgument({ name, value }: ArgumentNode): string {
  const data = nodeValue(value);
  const shown = isAnyValue(data) ? '?' : hasAnyValue(data) ? `~${JSON.stringify(data)}` : printValue(data);
  return name === undefined ? shown : `${name.text}=${shown}`;
}

/** What is said of the calls of a text: `kind "text"`, and what would be there, or the message. */
export function problems(text: string, meant?: 'detect' | 'always'): readonly string[] {
  return read(text, meant).calls.flatMap((call) => call.problems.map((problem) => said(text, problem)));
}

export function said(text: string, problem: CallProblem): string {
  const place = `${problem.start}:${text.slice(problem.start, problem.end)}`;
  if (problem.kind === 'positional') return `${place} positional`;
  return problem.kind === 'punctuation'
    ? `${place} -> ${problem.replacement}`
    : `${place} ${renderMessage(problem.message, 'en')}`;
}

/** The text with the fix of every punctuation problem applied. */
export function fixed(text: string): string {
  const found = read(text).calls.flatMap((call) => call.problems);
  const edits = found.flatMap((problem) => (problem.kind === 'punctuation' ? [problem] : []));
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((edited, edit) => edited.slice(0, edit.start) + edit.replacement + edited.slice(edit.end), text);
}

/** The suggestions of the first syntax problem, each as the text it would give. */
export function suggested(text: string): readonly string[] {
  const found = read(text).calls.flatMap((call) => call.problems);
  const choices = found.flatMap((problem) => (problem.kind === 'syntax' ? (problem.choices ?? []) : []));
  return choices.map(({ range, replacement }) => text.slice(0, range.start) + replacement + text.slice(range.end));
}

/**
 * A text with the ranges found in it: `⟦…⟧` a call, `⟨…⟩` its name, `‹…›` the name of a parameter or a key, `«…»` a
 * value.
 */
export function marked(text: string): string {
  const marks: { readonly at: number; readonly mark: string; readonly order: number }[] = [];
  const add = (range: TextRange, open: string, close: string, depth: number) => {
    marks.push({ at: range.start, mark: open, order: depth }, { at: range.end, mark: close, order: -1000 - depth });
  };
  for (const call of read(text).calls) {
    add(call, '⟦', '⟧', 0);
    add(call.name, '⟨', '⟩', 1);
    for (const argument of call.arguments) {
      if (argument.name !== undefined) add(argument.name, '‹', '›', 3);
      addValue(argument.value, 3, add);
    }
  }
  const sorted = marks.toSorted((a, b) => a.at - b.at || a.order - b.order);
  let shown = '';
  let from = 0;
  for (const { at, mark } of sorted) {
    shown += text.slice(from, at) + mark;
    from = at;
  }
  return shown + text.slice(from);
}

type Add = (range: TextRange, open: string, close: string, depth: number) => void;

function addValue(value: ValueNode, depth: number, add: Add): void {
  add(value, '«', '»', depth);
  if (value.kind === 'array') for (const item of value.items) addValue(item, depth + 1, add);
  if (value.kind === 'object') {
    for (const entry of value.entries) {
      add(entry.key, '‹', '›', depth + 1);
      addValue(entry.value, depth + 1, add);
    }
  }
}

/** Every range of a call, each with the one that has to enclose it. */
export function nestedRanges(call: CallNode): readonly (readonly [outer: TextRange, inner: TextRange])[] {
  const pairs: (readonly [TextRange, TextRange])[] = [
    [call, call.name],
    [call, call.argumentsRange],
  ];
  for (const argument of call.arguments) {
    pairs.push([call, argument], [argument, argument.value]);
    if (argument.name !== undefined) pairs.push([argument, argument.name]);
    addNested(argument.value, pairs);
  }
  return pairs;
}

function addNested(value: ValueNode, pairs: (readonly [TextRange, TextRange])[]): void {
  if (value.kind === 'array') {
    for (const item of value.items) {
      pairs.push([value, item]);
      addNested(item, pairs);
    }
  } else if (value.kind === 'object') {
    if (value.elided !== undefined) pairs.push([value, value.elided]);
    for (const entry of value.entries) {
      pairs.push([value, entry], [entry, entry.key], [entry, entry.value]);
      addNested(entry.value, pairs);
    }
  }
}
