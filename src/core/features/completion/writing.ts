import type { CallForm } from '../../parser/callNodes.ts';
import { printValue } from '../../parser/calls/index.ts';
import type { JsonValue } from '../../schemas/tool.ts';
import type { ShotsContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import { exampleValues, typesOfParameter } from '../parameterSchema.ts';
import type { Parameter } from '../parameters.ts';
import { escapeSnippet } from './items.ts';

/** How the author of a document writes calls. */
export interface CallHabit {
  readonly form: CallForm;
  /** What stands between an argument's name and its value. */
  readonly sign: string;
  readonly literals: 'python' | 'json';
}

/** How many calls are looked at to find out. */
const SAMPLE = 20;

/** The habit that the first calls of a document show; where there is none, that of this format's examples. */
export function callHabit({ text, subject }: ShotsContext): CallHabit {
  const forms = new Map<CallForm, number>();
  let sign: string | undefined;
  let literals: CallHabit['literals'] | undefined;
  let count = 0;
  for (const { call, mention } of subject.document.sites) {
    if (mention || call.unreadable === true) continue;
    forms.set(call.form, (forms.get(call.form) ?? 0) + 1);
    const named = call.form === 'expression' ? call.arguments.find(({ name }) => name !== undefined) : undefined;
    const between = named?.name === undefined ? undefined : text.slice(named.name.end, named.value.start);
    if (between !== undefined && /^ ?= ?$/.test(between)) sign ??= between;
    const written = text.slice(call.start, Math.min(call.end, call.start + 500));
    if (/\b(?:True|False|None)\b/.test(written)) literals ??= 'python';
    if (/\b(?:true|false|null)\b/.test(written)) literals ??= 'json';
    if (++count >= SAMPLE) break;
  }
  const [usual] = [...forms].sort((a, b) => b[1] - a[1]);
  return { form: usual?.[0] ?? 'expression', sign: sign ?? ' = ', literals: literals ?? 'json' };
}

/** A value as it is written in a call. */
export function writtenValue(value: JsonValue, literals: CallHabit['literals']): string {
  return printValue(value, { literals });
}

/** The most values a choice in a snippet offers; a longer list is asked for by typing. */
const MAX_CHOICES = 20;

/** A place for a value of the right type, as a tab stop. */
export function placeholder(parameter: Parameter, stop: number, literals: CallHabit['literals']): string {
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
