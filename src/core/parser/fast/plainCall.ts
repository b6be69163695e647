import type { JsonObject } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, CallNode, NameNode } from '../callNodes.ts';
import { isAsciiName, skipBlank } from '../calls/characters.ts';
import type { CallOptions, FoundCalls } from '../calls/options.ts';
import { createCursor } from './cursor.ts';
import { readArguments } from './plainValues.ts';

/** Reads a call with the place of everything in it. */
export type NodeReader = (start: number, end: number) => CallNode | undefined;

/**
 * Reads blocks of a text that are one call and written as the format's own examples are: `name(parameter = value, …)`
 * on one line, every parameter named once, every value a string without escapes, a plain number, a literal, or a list
 * or object of these. That is how nearly every call is written, and its values are all that is needed to check it.
 * Where they are is read by `nodes`, the tolerant reader, on first use: a property test holds the two together.
 * The reader answers undefined for everything else, however little is unusual about it.
 */
export function createPlainReader(
  text: string,
  { meant, isTool }: Omit<CallOptions, 'map'>,
  nodes: NodeReader,
): (start: number, end: number) => PlainCall | undefined {
  const cursor = createCursor(text, (name) => meant === 'always' || isTool(name) || isAsciiName(name));
  return (start, end) => {
    cursor.at = start;
    cursor.end = end;
    const read = readArguments(cursor);
    if (read === undefined || skipBlank(text, cursor.at, end) !== end) return undefined;
    return new PlainCall(start, cursor.at, read.name, read.values, nodes);
  };
}

const NONE: readonly never[] = [];

/**
 * The call, and what was found in its block. A document has tens of thousands of these, so they hold no more than is
 * needed to check them: name, arguments and lists become objects on first use.
 */
class PlainCall implements CallNode, FoundCalls {
  readonly start: number;
  readonly end: number;
  readonly values: JsonObject;
  readonly #name: string;
  readonly #nodes: NodeReader;
  #arguments: readonly ArgumentNode[] | undefined;

  constructor(start: number, end: number, name: string, values: JsonObject, nodes: NodeReader) {
    this.start = start;
    this.end = end;
    this.values = values;
    this.#name = name;
    this.#nodes = nodes;
  }

  get form(): 'expression' {
    return 'expression';
  }

  get problems(): readonly never[] {
    return NONE;
  }

  get calls(): readonly CallNode[] {
    return [this];
  }

  get mentions(): readonly never[] {
    return NONE;
  }

  get prose(): readonly never[] {
    return NONE;
  }

  get name(): NameNode {
    return { start: this.start, end: this.start + this.#name.length, text: this.#name };
  }

  get arguments(): readonly ArgumentNode[] {
    this.#arguments ??= this.#nodes(this.start, this.end)?.arguments ?? [];
    return this.#arguments;
  }

  get argumentsRange(): TextRange {
    return { start: this.name.end + 1, end: this.end - 1 };
  }
}
