import type { JsonValue } from '../../schemas/tool.ts';
import type { CallCursor } from '../callAt.ts';
import type { ShotsContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import { describedBy, exampleValues, typesOfParameter } from '../parameterSchema.ts';
import { ITEMS, type Parameter, parameterAt, parametersBelow } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';
import { type Candidate, escapeSnippet } from './items.ts';
import { saidStrings } from './saidStrings.ts';
import { type CallHabit, callHabit, placeholder, writtenValue } from './writing.ts';

/** What can be written within a call: the parameters not yet given, or values of the one at the cursor. */
export function argumentItems(
  services: FeatureServices,
  context: ShotsContext,
  cursor: CallCursor,
  offset: number,
): readonly Candidate[] {
  const tool = context.subject.tools.get(cursor.name);
  const habit = callHabit(context);
  if (cursor.container !== 'list' && !cursor.isValue) {
    return tool === undefined ? [] : nameItems(services, context, cursor, parametersBelow(tool, cursor.path), habit);
  }
  const step = cursor.container === 'list' ? ITEMS : cursor.key;
  const parameter = tool && step !== undefined ? parameterAt(tool, [...cursor.path, step]) : undefined;
  return valueItems(context, cursor, parameter, habit, offset);
}

function nameItems(
  services: FeatureServices,
  context: ShotsContext,
  cursor: CallCursor,
  parameters: readonly Parameter[],
  habit: CallHabit,
): readonly Candidate[] {
  const left = parameters.filter(({ name }) => !cursor.given.has(name));
  const ordered = [...left.filter(({ required }) => required), ...left.filter(({ required }) => !required)];
  const behind = context.text.slice(cursor.word.end, cursor.word.end + 10);
  const isAssigned = /^["'”’]?\s*[=＝:：]/.test(behind) || cursor.string?.closed === true;
  const isSnippet = services.options().snippets && !isAssigned;
  return ordered.map((parameter) => {
    const value = isSnippet ? placeholder(parameter, 1, cursor.json ? 'json' : habit.literals) : '';
    return {
      label: parameter.name,
      kind: 'Property',
      newText: isAssigned ? parameter.name : nameText(parameter.name, value, cursor, habit, isSnippet),
      isSnippet,
      range: cursor.word,
      detail: `${typesOfParameter(parameter).join(' | ')}${parameter.required ? ' *' : ''}`.trim(),
      data: { kind: 'parameter', uri: context.uri, tool: cursor.name, path: parameter.path },
    };
  });
}

function nameText(name: string, value: string, cursor: CallCursor, habit: CallHabit, isSnippet: boolean): string {
  const plain = isSnippet ? escapeSnippet : (text: string) => text;
  if (cursor.string !== undefined)
    return `${plain(name)}${cursor.string.quote}${cursor.json ? ': ' : habit.sign}${value}`;
  return cursor.json ? `${plain(JSON.stringify(name))}: ${value}` : `${plain(name)}${habit.sign}${value}`;
}

function valueItems(
  context: ShotsContext,
  cursor: CallCursor,
  parameter: Parameter | undefined,
  habit: CallHabit,
  offset: number,
): readonly Candidate[] {
  const literals = cursor.json ? 'json' : habit.literals;
  const types = parameter === undefined ? [] : typesOfParameter(parameter);
  const takes = (type: (typeof types)[number]): boolean => types.includes(type);
  const present = context.text.slice(cursor.word.start, cursor.word.end);
  const add = (value: JsonValue, kind: Candidate['kind'], detail?: string): Candidate | undefined => {
    // Within quotes only a string can follow.
    if (cursor.string !== undefined && typeof value !== 'string') return undefined;
    const written = writtenValue(value, literals);
    const newText = cursor.string === undefined ? written : written.slice(1, -1);
    const label = typeof value === 'string' ? value : written;
    return { label, kind, newText, range: cursor.word, detail, isPresent: newText === present };
  };
  const listed = parameter === undefined ? [] : listedValues(parameter);
  const found: (Candidate | undefined)[] = listed.map((value) => add(value, 'EnumMember'));
  if (parameter !== undefined) {
    const detail = describedBy(parameter).split(/\r?\n/, 1)[0];
    for (const { value, isDefault } of exampleValues(parameter))
      found.push(add(value, isDefault ? 'Constant' : 'Value', detail));
  }
  if (takes('boolean')) found.push(add(true, 'Keyword'), add(false, 'Keyword'));
  if (takes('null') && listed.length === 0) found.push(add(null, 'Keyword'));
  const takesText = listed.length === 0 && (types.length === 0 || takes('string'));
  if (takesText) for (const text of saidStrings(context, offset)) found.push(add(text, 'Text'));
  return found.filter((candidate) => candidate !== undefined);
}
