import type { JsonObject, JsonValue } from '../../text/json.ts';
import type { CallForm } from '../callNodes.ts';
import { isNameCharacter } from './characters.ts';

/** How values are written. */
export interface ValueStyle {
  /** `True`, `None` or `true`, `null`. Default: JSON. */
  readonly literals?: 'python' | 'json';
  /** The quotes round strings. Default: `"`. */
  readonly quote?: '"' | "'";
}

/** How calls are written. JSON inside a call of another form than `expression` is always plain JSON. */
export interface CallStyle extends ValueStyle {
  /** True for `a = 1`, false for `a=1`. Default: false. */
  readonly spaces?: boolean;
  /** What is between the name and the input of two labels. Default: `Action Input: ` on a new line. */
  readonly inputLabel?: string;
}

/** A call as plain data. An array holds positional arguments. */
export interface PlainCall {
  readonly name: string;
  readonly arguments: JsonObject | readonly JsonValue[];
}

/** Writes a value on one line. */
export function printValue(value: JsonValue, style: ValueStyle = {}): string {
  if (value === null) return style.literals === 'python' ? 'None' : 'null';
  if (typeof value === 'boolean') return printBoolean(value, style);
  if (typeof value === 'number') return JSON.stringify(value);
  if (typeof value === 'string') return printString(value, style.quote ?? '"');
  if (isList(value)) return `[${value.map((item) => printValue(item, style)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => {
    return `${printString(key, style.quote ?? '"')}: ${printValue(inner, style)}`;
  });
  return `{${entries.join(', ')}}`;
}

function printBoolean(value: boolean, style: ValueStyle): string {
  const text = String(value);
  return style.literals === 'python' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function printString(value: string, quote: '"' | "'"): string {
  const json = JSON.stringify(value);
  if (quote === '"') return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Writes a call in one of its forms. Where the form cannot hold the arguments, the nearest one that can is taken. */
export function printCall(call: PlainCall, form: CallForm, style: CallStyle = {}): string {
  const { name } = call;
  switch (form) {
    case 'expression':
      return `${name}(${printArguments(call.arguments, style)})`;
    case 'object':
      return isList(call.arguments) ? printCall(call, 'expression', style) : `${name}(${printValue(call.arguments)})`;
    case 'json':
      return printJson(call);
    case 'tagged':
      return `<tool_call>${printJson(call)}</tool_call>`;
    case 'xml':
      return printTags(call);
    case 'two-labels':
      return `${name}${style.inputLabel ?? '\nAction Input: '}${printInput(call.arguments)}`;
    case 'bracket':
      return printBracket(call, style);
  }
}

function printArguments(list: PlainCall['arguments'], style: CallStyle): string {
  if (isList(list)) return list.map((value) => printValue(value, style)).join(', ');
  const entries = Object.entries(list);
  if (!entries.every(([name]) => isParameterName(name))) return printValue(list, style);
  const sign = style.spaces === true ? ' = ' : '=';
  return entries.map(([name, value]) => `${name}${sign}${printValue(value, style)}`).join(', ');
}

/** True if the name can be before `=` without quotes. */
function isParameterName(name: string): boolean {
  if (name === '' || name.length > 128) return false;
  for (let at = 0; at < name.length; at++) if (!isNameCharacter(name.charCodeAt(at))) return false;
  return true;
}

function printJson(call: PlainCall): string {
  return printValue({ name: call.name, arguments: call.arguments });
}

/** `<function=f><parameter=x>…`: strings as text, other values as JSON. */
function printTags(call: PlainCall): string {
  if (isList(call.arguments)) return printCall(call, 'tagged');
  const parameters = Object.entries(call.arguments).map(([name, value]) => {
    const text = typeof value === 'string' ? encode(value) : JSON.stringify(value);
    return `<parameter=${name}>\n${text}\n</parameter>\n`;
  });
  return `<function=${call.name}>\n${parameters.join('')}</function>`;
}

function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The only argument of a two-label call may be written without its name. */
function printInput(list: PlainCall['arguments']): string {
  const only = isList(list) && list.length === 1 ? list[0] : undefined;
  return printValue(only === undefined ? list : only);
}

function printBracket(call: PlainCall, style: CallStyle): string {
  const values = Object.values(call.arguments);
  const only: JsonValue | undefined = values.length === 1 ? values[0] : undefined;
  const fits = typeof only === 'string' && only.trim() === only && !/[\r\n]/.test(only) && only !== '';
  return fits ? `${call.name}[${only}]` : printCall(call, 'expression', style);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
