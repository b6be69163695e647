import type { JsonObject, JsonValue } from '../../../text/json.ts';
import type { CallNode } from '../../callNodes.ts';
import type { CallOptions } from '../options.ts';
import { printValue } from '../print.ts';
import type { Reader } from '../reader.ts';

/** A call as data, with the name of every argument. */
export interface NamedCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** A way in which models write calls between tags or tokens of their own. */
export interface Notation {
  /** The name under which *Convert Calls To…* and `sop-shots convert` offer it. */
  readonly id: string;
  /** The character that every call in it begins with. */
  readonly first: '<' | '[' | '✿';
  /** True if text at an offset begins like a call in this notation. */
  starts(text: string, at: number, options: CallOptions): boolean;
  /** Reads the calls at the reader's position, which is behind them then; undefined if there are none. */
  read(reader: Reader, options: CallOptions): readonly CallNode[] | undefined;
  /** Writes one or more calls of one turn. */
  write(calls: readonly NamedCall[]): string;
}

/** The JSON of a call's arguments. */
export function printJson(value: JsonValue): string {
  return printValue(value);
}

/** A value between tags: strings as text with its entities, other values as JSON. */
export function printText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Of several line breaks at an end, one belongs to the tag.
  return /^[\r\n]|[\r\n]$/.test(text) ? `\n${text}\n` : text;
}
