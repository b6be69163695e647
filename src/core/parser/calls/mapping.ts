import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, CallNode, CallProblem, NameNode, SyntaxProblem, ValueNode } from '../callNodes.ts';

/** Where the offsets of a text that was taken out of another lie in that other one. */
export interface OffsetMap {
  start(offset: number): number;
  /** The end of a range, which belongs to the character before it. */
  end(offset: number): number;
  /** How text is written there, for replacements. */
  write(text: string): string;
}

/** The map of a content string from which quote marks or comments were left out, or of the value of a JSON string. */
export function contentMap(map: (offset: number) => number, encoding?: 'json'): OffsetMap {
  if (encoding === 'json') return { start: map, end: map, write: escapeForJson };
  return { start: map, end: (offset) => map(offset - 1) + 1, write: (text) => text };
}

/** The map of the value of a string literal whose content starts at `base`. */
export function literalMap(base: number, offsets: Uint32Array): OffsetMap {
  const position = (offset: number) => base + (offsets[offset] ?? 0);
  return { start: position, end: position, write: escapeForJson };
}

function escapeForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function mapRange(range: TextRange, map: OffsetMap): TextRange {
  // An empty range is after a character; the end of a text has no character of its own.
  if (range.start === range.end) {
    const at = range.start === 0 ? map.start(0) : map.end(range.start);
    return { start: at, end: at };
  }
  return { start: map.start(range.start), end: map.end(range.end) };
}

export function mapCall(call: CallNode, map: OffsetMap): CallNode {
  return {
    ...call,
    ...mapRange(call, map),
    form: call.form,
    name: mapName(call.name, map),
    arguments: mapArguments(call.arguments, map),
    argumentsRange: mapRange(call.argumentsRange, map),
    problems: call.problems.map((problem) => mapProblem(problem, map)),
    ...(call.result === undefined ? {} : { result: mapRange(call.result, map) }),
  };
}

export function mapArguments(list: readonly ArgumentNode[], map: OffsetMap): readonly ArgumentNode[] {
  return list.map((argument) => ({
    ...mapRange(argument, map),
    ...(argument.name === undefined ? {} : { name: mapName(argument.name, map) }),
    value: mapValue(argument.value, map),
  }));
}

function mapName(name: NameNode, map: OffsetMap): NameNode {
  return { ...mapRange(name, map), text: name.text };
}

export function mapValue(node: ValueNode, map: OffsetMap): ValueNode {
  const range = mapRange(node, map);
  if (node.kind === 'array') return { ...node, ...range, items: node.items.map((item) => mapValue(item, map)) };
  if (node.kind !== 'object') return { ...node, ...range };
  const entries = node.entries.map((entry) => ({
    ...mapRange(entry, map),
    key: mapName(entry.key, map),
    value: mapValue(entry.value, map),
  }));
  const elided = node.elided === undefined ? {} : { elided: { ...node.elided, ...mapRange(node.elided, map) } };
  return { ...node, ...range, entries, ...elided };
}

export function mapProblem(problem: CallProblem, map: OffsetMap): CallProblem {
  const range = mapRange(problem, map);
  if (problem.kind === 'punctuation') return { ...problem, ...range, replacement: map.write(problem.replacement) };
  if (problem.kind === 'positional' || problem.choices === undefined) return { ...problem, ...range };
  return { ...problem, ...range, choices: mapChoices(problem.choices, map) };
}

type Choices = NonNullable<SyntaxProblem['choices']>;

function mapChoices(choices: Choices, map: OffsetMap): Choices {
  return choices.map((choice) => ({
    title: choice.title,
    replacement: map.write(choice.replacement),
    range: mapRange(choice.range, map),
  }));
}
