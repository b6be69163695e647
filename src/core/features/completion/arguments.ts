import type { JsonValue } from '../../text/json.ts';
import type { CallCursor, ParameterTags } from '../callCursor.ts';
import type { ShotsContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import { describedBy, exampleValues, typesOfParameter } from '../parameterSchema.ts';
import { ITEMS, type Parameter, parameterAt, parametersBelow } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';
import { type DetectedCallStyle, detectCallStyle, placeholder, writtenValue } from './callStyle.ts';
import { type Candidate, escapeSnippet } from './items.ts';
import { getTextSuggestions } from './textSuggestions.ts';

/** What can be written within a call: the parameters not written yet, or values of the one at the cursor. */
export function argumentItems(
  services: FeatureServices,
  context: ShotsContext,
  cursor: CallCursor,
  offset: number,
): readonly Candidate[] {
  const tool = context.subject.tools.get(cursor.name);
  const detectedStyle = detectCallStyle(context);
  if (cursor.container !== 'list' && !cursor.isValue) {
    if (cursor.tags !== undefined) return tagItems(services, context, cursor, cursor.tags);
    return tool === undefined
      ? []
      : nameItems(services, context, cursor, parametersBelow(tool, cursor.path), detectedStyle);
  }
  const step = cursor.container === 'list' ? ITEMS : cursor.key;
  const parameter = tool && step !== undefined ? parameterAt(tool, [...cursor.path, step]) : undefined;
  return valueItems(context, cursor, parameter, detectedStyle, offset);
}

/** Parameters to open in tags, and the tag that closes the call. */
function tagItems(
  services: FeatureServices,
  { uri, text, subject }: ShotsContext,
  cursor: CallCursor,
  tags: ParameterTags,
): readonly Candidate[] {
  const tool = subject.tools.get(cursor.name);
  const left = (tool === undefined ? [] : parametersBelow(tool, [])).filter(({ name }) => !cursor.given.has(name));
  const ordered = [...left.filter(({ required }) => required), ...left.filter(({ required }) => !required)];
  const typed = text.slice(cursor.word.start, cursor.word.end);
  const isSnippet = services.options().snippets;
  const parameters = ordered.map((parameter): Candidate => {
    const [open, close] = [tags.open(parameter.name), tags.close(parameter.name)];
    return {
      label: parameter.name,
      kind: 'Property',
      newText: isSnippet ? `${escapeSnippet(open)}$1${escapeSnippet(close)}` : `${open}${close}`,
      isSnippet,
      range: cursor.word,
      typed: typed.startsWith('<') ? `${open} ` : '',
      detail: `${typesOfParameter(parameter).join(' | ')}${parameter.required ? ' *' : ''}`.trim(),
      data: { kind: 'parameter', uri, tool: cursor.name, path: parameter.path },
    };
  });
  return [...parameters, { label: tags.end, kind: 'Keyword', newText: tags.end, range: cursor.word }];
}

function nameItems(
  services: FeatureServices,
  context: ShotsContext,
  cursor: CallCursor,
  parameters: readonly Parameter[],
  detectedStyle: DetectedCallStyle,
): readonly Candidate[] {
  const left = parameters.filter(({ name }) => !cursor.given.has(name));
  const ordered = [...left.filter(({ required }) => required), ...left.filter(({ required }) => !required)];
  const after = context.text.slice(cursor.word.end, cursor.word.end + 10);
  const isAssigned = /^["'”’]?\s*[=＝:：]/.test(after) || cursor.string?.closed === true;
  const isSnippet = services.options().snippets && !isAssigned;
  return ordered.map((parameter) => {
    const value = isSnippet ? placeholder(parameter, 1, cursor.json ? 'json' : detectedStyle.literals) : '';
    return {
      label: parameter.name,
      kind: 'Property',
      newText: isAssigned ? parameter.name : nameText(parameter.name, value, cursor, detectedStyle, isSnippet),
      isSnippet,
      range: cursor.word,
      detail: `${typesOfParameter(parameter).join(' | ')}${parameter.required ? ' *' : ''}`.trim(),
      data: { kind: 'parameter', uri: context.uri, tool: cursor.name, path: parameter.path },
    };
  });
}

function nameText(
  name: string,
  value: string,
  cursor: CallCursor,
  detectedStyle: DetectedCallStyle,
  isSnippet: boolean,
): string {
  const plain = isSnippet ? escapeSnippet : (text: string) => text;
  if (cursor.string !== undefined)
    return `${plain(name)}${cursor.string.quote}${cursor.json ? ': ' : detectedStyle.sign}${value}`;
  return cursor.json ? `${plain(JSON.stringify(name))}: ${value}` : `${plain(name)}${detectedStyle.sign}${value}`;
}

function valueItems(
  context: ShotsContext,
  cursor: CallCursor,
  parameter: Parameter | undefined,
  detectedStyle: DetectedCallStyle,
  offset: number,
): readonly Candidate[] {
  const literals = cursor.json ? 'json' : detectedStyle.literals;
  const types = parameter === undefined ? [] : typesOfParameter(parameter);
  const takes = (type: (typeof types)[number]): boolean => types.includes(type);
  const present = context.text.slice(cursor.word.start, cursor.word.end);
  const add = (value: JsonValue, kind: Candidate['kind'], detail?: string): Candidate | undefined => {
    // Within quotes only a string can follow.
    if (cursor.string !== undefined && typeof value !== 'string') return undefined;
    const written = writtenValue(value, literals);
    const isText = cursor.string !== undefined || (cursor.tags !== undefined && typeof value === 'string');
    const newText = isText ? written.slice(1, -1) : written;
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
  if (takesText) for (const text of getTextSuggestions(context, offset)) found.push(add(text, 'Text'));
  return found.filter((candidate) => candidate !== undefined);
}
