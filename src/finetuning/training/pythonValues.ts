import type { PythonToken } from './pythonTokens.ts';

/** A value that only running the program tells, with what is written for it. */
export class UnknownPython {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** A keyword argument, or an argument without a keyword. */
export interface PythonArgument {
  readonly name: string | undefined;
  readonly value: unknown;
}

function holdsUnknown(value: unknown): boolean {
  if (value instanceof UnknownPython) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUnknown);
}

/** How deep values may lie in each other. */
const deepest = 64;

/** Reads literals out of tokens; `variables` holds what names are known to stand for. */
export function createPythonReader(
  text: string,
  tokens: readonly PythonToken[],
  variables: ReadonlyMap<string, unknown>,
) {
  let at = 0;
  const peek = (ahead = 0): string | undefined => {
    const token = tokens[at + ahead];
    return token?.kind === 'string' ? undefined : token?.text;
  };
  const take = (mark: string): boolean => {
    if (peek() !== mark) return false;
    at += 1;
    return true;
  };
  const unknown = (from: number): UnknownPython => {
    const [first, last] = [tokens[from], tokens[Math.max(from, at - 1)]];
    return new UnknownPython(text.slice(first?.start ?? 0, last?.end ?? 0));
  };

  /** A value up to the next comma or closing bracket. What is more than a literal is unknown. */
  const value = (depth: number): unknown => {
    const from = at;
    const found = depth > deepest ? new UnknownPython('') : product(depth);
    if (at < tokens.length && ![',', ')', ']', '}', ':'].includes(peek() ?? '')) {
      skip();
      return unknown(from);
    }
    return holdsUnknown(found) ? unknown(from) : found;
  };

  /** `2 * r` is all of arithmetic that stands in configurations. */
  const product = (depth: number): unknown => {
    let left = single(depth);
    while (peek() === '*' && peek(1) !== '*' && typeof left === 'number') {
      at += 1;
      const right = single(depth);
      left = typeof right === 'number' ? left * right : new UnknownPython('');
    }
    return left;
  };

  const single = (depth: number): unknown => {
    const token = tokens[at];
    if (token === undefined) return new UnknownPython('');
    at += 1;
    switch (token.kind) {
      case 'string':
        return adjacent(token.text);
      case 'number':
        return Number(token.text.replaceAll('_', ''));
      case 'name':
        return named(token.text, depth);
      default:
        return marked(token.text, depth);
    }
  };

  const marked = (mark: string, depth: number): unknown => {
    if (mark === '[') return items(']', depth);
    if (mark === '{') return entries(depth);
    if (mark === '-' || mark === '+') {
      const operand = single(depth);
      return typeof operand === 'number' ? (mark === '-' ? -operand : operand) : new UnknownPython('');
    }
    if (mark !== '(') return new UnknownPython('');
    const inner = items(')', depth);
    // `(x)` is x, `(x,)` a tuple.
    return inner.length === 1 && tokens[at - 2]?.text !== ',' ? inner[0] : inner;
  };

  const adjacent = (first: string): string => {
    let whole = first;
    for (let next = tokens[at]; next?.kind === 'string'; next = tokens[at]) {
      whole += next.text;
      at += 1;
    }
    return whole;
  };

  const named = (name: string, depth: number): unknown => {
    if (name === 'True' || name === 'False') return name === 'True';
    if (name === 'None') return null;
    if (take('(')) {
      const inner = items(')', depth);
      return ['list', 'set', 'tuple', 'sorted'].includes(name) && inner.length < 2
        ? (inner[0] ?? [])
        : new UnknownPython('');
    }
    if (variables.has(name)) return variables.get(name);
    // A member of an enumeration, as TaskType.CAUSAL_LM, goes by its own name.
    return /\.[A-Z][A-Z0-9_]*$/.test(name) ? (name.split('.').at(-1) ?? name) : new UnknownPython('');
  };

  const items = (close: string, depth: number): unknown[] => {
    const found: unknown[] = [];
    while (at < tokens.length && !take(close)) {
      found.push(value(depth + 1));
      if (!take(',') && peek() !== close) skip();
    }
    return found;
  };

  /** A dictionary; without colons a set, which is a list here. */
  const entries = (depth: number): unknown => {
    const pairs: [string, unknown][] = [];
    const members: unknown[] = [];
    while (at < tokens.length && !take('}')) {
      const key = value(depth + 1);
      if (take(':')) pairs.push([String(key), value(depth + 1)]);
      else members.push(key);
      if (!take(',') && peek() !== '}') skip();
    }
    return members.length > 0 ? members : Object.fromEntries(pairs);
  };

  /** Goes on to the next comma or closing bracket on this level, and at least one token. */
  const skip = (): void => {
    let open = 0;
    for (at += 1; at < tokens.length; at += 1) {
      const mark = peek() ?? '';
      if (open === 0 && [',', ')', ']', '}'].includes(mark)) return;
      if ('([{'.includes(mark) && mark !== '') open += 1;
      else if (')]}'.includes(mark) && mark !== '') open -= 1;
    }
  };

  return {
    /** The arguments of a call whose opening bracket is the token at `open`. */
    argumentsFrom(open: number): readonly PythonArgument[] {
      at = open + 1;
      const found: PythonArgument[] = [];
      while (at < tokens.length && !take(')')) {
        const isNamed = tokens[at]?.kind === 'name' && peek(1) === '=' && peek(2) !== '=';
        const name = isNamed ? tokens[at]?.text : undefined;
        if (isNamed) at += 2;
        found.push({ name, value: value(0) });
        if (!take(',') && peek() !== ')') skip();
      }
      return found;
    },
    /** The value at a token, if all of its line is one. */
    valueFrom(start: number): unknown {
      at = start;
      const found = product(0);
      const [last, next] = [tokens[at - 1], tokens[at]];
      const ended = next === undefined || /[\n;]/.test(text.slice(last?.end ?? 0, next.start)) || next.text === ';';
      return ended ? found : new UnknownPython('');
    },
  };
}
