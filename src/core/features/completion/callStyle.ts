import type { CallForm } from '../../parser/callNodes.ts';
import { type CallNotation, notationAt, printValue } from '../../parser/calls/index.ts';
import type { JsonValue } from '../../text/json.ts';
import type { ShotsContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import { exampleValues, typesOfParameter } from '../parameterSchema.ts';
import type { Parameter } from '../parameters.ts';
import { escapeSnippet } from './items.ts';

/** How the author of a document writes calls. */
export interface DetectedCallStyle {
  readonly form: CallForm;
  /** The notation of most calls in tags or after tokens, if most calls are written so. */
  readonly notation: CallNotation | undefined;
  /** What is between an argument's name and its value. */
  readonly sign: string;
  readonly literals: 'python' | 'json';
}

/** How many calls are looked at to find out. */
const SAMPLE = 20;

/** The style that the first calls of a document show; where there is none, that of this format's examples. */
export function detectCallStyle({ text, subject }: ShotsContext): DetectedCallStyle {
  const forms = new Map<CallForm, number>();
  const notations: CallNotation[] = [];
  let sign: string | undefined;
  let literals: DetectedCallStyle['literals'] | undefined;
  let count = 0;
  for (const { call, mention } of subject.document.callOccurrences) {
    if (mention || call.unreadable === true) continue;
    forms.set(call.form, (forms.get(call.form) ?? 0) + 1);
    const notation = notationAt(text, call.start);
    if (notation !== undefined) notations.push(notation);
    const named = call.form === 'expression' ? call.arguments.find(({ name }) => name !== undefined) : undefined;
    const between = named?.name === undefined ? undefined : text.slice(named.name.end, named.value.start);
    if (between !== undefined && /^ ?= ?$/.test(between)) sign ??= between;
    const written = text.slice(call.start, Math.min(call.end, call.start + 500));
    if (/\b(?:True|False|None)\b/.test(written)) literals ??= 'python';
    if (/\b(?:true|false|null)\b/.test(written)) literals ??= 'json';
    if (++count >= SAMPLE) break;
  }
  const [usual] = [...forms].sort((a, b) => b[1] - a[1]);
  const form = usual?.[0] ?? 'expression';
  const notation = form === 'tagged' || form === 'xml' ? notations[0] : undefined;
  return { form, notation, sign: sign ?? ' = ', literals: literals ?? 'json' };
}

/** A value as it is written in a call. */
export function writtenValue(value: JsonValue, literals: DetectedCallStyle['literals']): string {
  return printValue(value, { literals });
}

/** The most values a choice in a snippet offers; a longer list is asked for by typing. */
const MAX_CHOICES = 20;

/** A placeholder for a value of the right type, as a tab stop. */
export function placeholder(parameter: Parameter, stop: number, literals: DetectedCallStyle['literals']): string {
  const listed = listedValues(parameter);
  const isChoice = listed.length > 1 && listed.length <= MAX_CHOICES;
  if (isChoice)
    return choice(
      listed.map((value) => writtenValue(value, literals)),
      stop,
    );
  const value = listed[0] ?? exampleValues(parameter)[0]?.value;
  if (value !== undefined) return `\${${stop}:${escapeSnippet(writtenValue(value, literals))}}`;
  switch (typesOfParameter(parameter)[0]) {
    case 'integer':
    case 'number':
      return `\${${stop}:0}`;
    case 'boolean':
      return choice([writtenValue(true, literals), writtenValue(false, literals)], stop);
    case 'array':
      return `[$${stop}]`;
    case 'object':
      return `{$${stop}}`;
    case 'null':
      return writtenValue(null, literals);
    default:
      return `"\${${stop}:${escapeSnippet(parameter.name)}}"`;
  }
}

function choice(values: readonly string[], stop: number): string {
  const escaped = values.map((value) => value.replace(/[\\$},|]/g, '\\$&'));
  return `\${${stop}|${escaped.join(',')}|}`;
}
