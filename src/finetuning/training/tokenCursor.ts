import type { PythonToken } from './pythonTokens.ts';

const SEPARATORS: ReadonlySet<string> = new Set([',', ')', ']', '}']);

/** A position in the tokens of Python source. */
export interface TokenCursor {
  /** Index of the current token. */
  readonly position: () => number;
  readonly moveTo: (position: number) => void;
  readonly atEnd: () => boolean;
  /** The current token; moves to the next one. */
  readonly next: () => PythonToken | undefined;
  readonly token: (ahead?: number) => PythonToken | undefined;
  /** The text of a token that is not a string. */
  readonly mark: (ahead?: number) => string | undefined;
  /** Consumes a mark if it is next. */
  readonly take: (mark: string) => boolean;
  /** Skips to the next comma or closing bracket on this level, at least one token. */
  readonly skip: () => void;
  /** True at a comma, colon or closing bracket. */
  readonly atSeparator: () => boolean;
  /** The source text from a token to the current position. */
  readonly source: (from: number) => string;
}

/** A cursor at the first token. */
export function createTokenCursor(text: string, tokens: readonly PythonToken[]): TokenCursor {
  let at = 0;
  const mark = (ahead = 0): string | undefined => {
    const token = tokens[at + ahead];
    return token?.kind === 'string' ? undefined : token?.text;
  };
  return {
    position: () => at,
    moveTo: (position) => {
      at = position;
    },
    atEnd: () => at >= tokens.length,
    next: () => tokens[at++],
    token: (ahead = 0) => tokens[at + ahead],
    mark,
    take: (expected) => {
      if (mark() !== expected) return false;
      at += 1;
      return true;
    },
    skip: () => {
      let open = 0;
      for (at += 1; at < tokens.length; at += 1) {
        const text = mark() ?? '';
        if (open === 0 && SEPARATORS.has(text)) return;
        if (text === '(' || text === '[' || text === '{') open += 1;
        else if (text === ')' || text === ']' || text === '}') open -= 1;
      }
    },
    atSeparator: () => at >= tokens.length || mark() === ':' || SEPARATORS.has(mark() ?? ''),
    source: (from) => {
      const [first, last] = [tokens[from], tokens[Math.max(from, at - 1)]];
      return text.slice(first?.start ?? 0, last?.end ?? 0);
    },
  };
}
