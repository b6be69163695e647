import type { PythonToken } from './pythonTokens.ts';
import { createTokenCursor, type TokenCursor } from './tokenCursor.ts';

/** A value that is known only at run time, with its source text. */
export class UnknownPython {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** A keyword or positional argument. */
export interface PythonArgument {
  readonly name: string | undefined;
  readonly value: unknown;
}

/** Reads literals from tokens. */
export interface PythonReader {
  /** The arguments of a call whose opening bracket is the token at `open`. */
  readonly argumentsFrom: (open: number) => readonly PythonArgument[];
  /** The value at a token, if it is the whole rest of the line. */
  readonly valueFrom: (start: number) => unknown;
}

/** Maximum nesting of values. */
const MAX_DEPTH = 64;

/** Functions that return their only argument, as far as configurations are concerned. */
const COLLECTIONS: ReadonlySet<string> = new Set(['list', 'set', 'tuple', 'sorted']);

interface Context {
  readonly cursor: TokenCursor;
  readonly variables: ReadonlyMap<string, unknown>;
}

/** A reader of literals; `variables` holds the known values of names. */
export function createPythonReader(
  text: string,
  tokens: readonly PythonToken[],
  variables: ReadonlyMap<string, unknown>,
): PythonReader {
  const cursor = createTokenCursor(text, tokens);
  const context: Context = { cursor, variables };
  return {
    argumentsFrom: (open) => {
      cursor.moveTo(open + 1);
      const found: PythonArgument[] = [];
      while (!cursor.atEnd() && !cursor.take(')')) {
        found.push(readArgument(context));
        if (!cursor.take(',') && cursor.mark() !== ')') cursor.skip();
      }
      return found;
    },
    valueFrom: (start) => {
      cursor.moveTo(start);
      const value = readProduct(context, 0);
      const [last, next] = [cursor.token(-1), cursor.token()];
      const ended = next === undefined || /[\n;]/.test(text.slice(last?.end ?? 0, next.start)) || next.text === ';';
      return ended ? value : new UnknownPython('');
    },
  };
}

function readArgument(context: Context): PythonArgument {
  const { cursor } = context;
  const isNamed = cursor.token()?.kind === 'name' && cursor.mark(1) === '=' && cursor.mark(2) !== '=';
  const name = isNamed ? cursor.token()?.text : undefined;
  if (isNamed) cursor.moveTo(cursor.position() + 2);
  return { name, value: readValue(context, 0) };
}

/** A value up to the next comma or closing bracket. Anything more than a literal is unknown. */
function readValue(context: Context, depth: number): unknown {
  const { cursor } = context;
  const from = cursor.position();
  const value = depth > MAX_DEPTH ? new UnknownPython('') : readProduct(context, depth);
  if (!cursor.atSeparator()) {
    cursor.skip();
    return new UnknownPython(cursor.source(from));
  }
  return containsUnknown(value) ? new UnknownPython(cursor.source(from)) : value;
}

/** Products such as `2 * r` are the only arithmetic used in configurations. */
function readProduct(context: Context, depth: number): unknown {
  const { cursor } = context;
  let left = readSingle(context, depth);
  while (cursor.mark() === '*' && cursor.mark(1) !== '*' && typeof left === 'number') {
    cursor.next();
    const right = readSingle(context, depth);
    left = typeof right === 'number' ? left * right : new UnknownPython('');
  }
  return left;
}

function readSingle(context: Context, depth: number): unknown {
  const token = context.cursor.next();
  switch (token?.kind) {
    case 'string':
      return readAdjacentStrings(context, token.text);
    case 'number':
      return Number(token.text.replaceAll('_', ''));
    case 'name':
      return readName(context, token.text, depth);
    case 'mark':
      return readMarked(context, token.text, depth);
    default:
      return new UnknownPython('');
  }
}

function readMarked(context: Context, mark: string, depth: number): unknown {
  if (mark === '[') return readItems(context, ']', depth);
  if (mark === '{') return readEntries(context, depth);
  if (mark === '-' || mark === '+') {
    const operand = readSingle(context, depth);
    return typeof operand === 'number' ? (mark === '-' ? -operand : operand) : new UnknownPython('');
  }
  if (mark !== '(') return new UnknownPython('');
  const inner = readItems(context, ')', depth);
  // `(x)` is x, `(x,)` a tuple.
  return inner.length === 1 && context.cursor.token(-2)?.text !== ',' ? inner[0] : inner;
}

function readAdjacentStrings({ cursor }: Context, first: string): string {
  let whole = first;
  for (let next = cursor.token(); next?.kind === 'string'; next = cursor.token()) {
    whole += next.text;
    cursor.next();
  }
  return whole;
}

function readName(context: Context, name: string, depth: number): unknown {
  if (name === 'True' || name === 'False') return name === 'True';
  if (name === 'None') return null;
  if (context.cursor.take('(')) {
    const inner = readItems(context, ')', depth);
    return COLLECTIONS.has(name) && inner.length < 2 ? (inner[0] ?? []) : new UnknownPython('');
  }
  if (context.variables.has(name)) return context.variables.get(name);
  // The value of an enum member such as TaskType.CAUSAL_LM is its own name.
  return /\.[A-Z][A-Z0-9_]*$/.test(name) ? (name.split('.').at(-1) ?? name) : new UnknownPython('');
}

function readItems(context: Context, close: string, depth: number): unknown[] {
  const { cursor } = context;
  const items: unknown[] = [];
  while (!cursor.atEnd() && !cursor.take(close)) {
    items.push(readValue(context, depth + 1));
    if (!cursor.take(',') && cursor.mark() !== close) cursor.skip();
  }
  return items;
}

/** A dictionary; without colons it is a set, which becomes a list. */
function readEntries(context: Context, depth: number): unknown {
  const { cursor } = context;
  const pairs: [string, unknown][] = [];
  const members: unknown[] = [];
  while (!cursor.atEnd() && !cursor.take('}')) {
    const key = readValue(context, depth + 1);
    if (cursor.take(':')) pairs.push([String(key), readValue(context, depth + 1)]);
    else members.push(key);
    if (!cursor.take(',') && cursor.mark() !== '}') cursor.skip();
  }
  return members.length > 0 ? members : Object.fromEntries(pairs);
}

function containsUnknown(value: unknown): boolean {
  if (value instanceof UnknownPython) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(containsUnknown);
}
