import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import type { JsonValue } from '../../text/json.ts';
import { createFix, defineRule, type Report } from '../rule.ts';
import { hasSyntaxProblem, isEditable, isJson } from '../support/callEdits.ts';
import { getSeverityLimit } from '../support/callRanges.ts';
import { toExcerpt } from '../support/wording.ts';

const say = defineMessages({
  positional: {
    en: '{value} is a positional argument. Use the parameter name `{name}`.',
    'zh-CN': '{value} 是位置参数，请使用参数名 `{name}`。',
  },
  freeText: {
    en: 'The input is read as `{name}`, the only text parameter of `{tool}`. Write it as JSON.',
    'zh-CN': '这段输入会读作 `{tool}` 唯一的文本参数 `{name}`，请写成 JSON。',
  },
  insert: { en: 'Use parameter names', 'zh-CN': '使用参数名' },
  json: { en: 'Convert the input to JSON', 'zh-CN': '将输入转换为 JSON' },
});

export const positionalArgument = defineRule({
  id: 'positional-argument',
  group: 'calls',
  summary: { en: 'Arguments should be named.', 'zh-CN': '参数应使用名称传递。' },
  defaultSeverity: 'info',
  fixable: 'fix',
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const checked of index.calls.positional) {
        const { call } = checked.site;
        // The bracket form has no names at all; the ReAct paper writes it this way, so it is not reported.
        if (checked.tool === undefined || call.form === 'bracket') continue;
        // Whether an argument has a name is known when the list of arguments can be read.
        if (hasSyntaxProblem(call)) continue;
        const freeText = call.problems.find((problem) => problem.kind === 'positional');
        if (freeText !== undefined) report(freeTextFinding(document.text, checked));
        else for (const finding of byPosition(document.text, checked)) report(finding);
      }
    },
  },
});

/** One finding per argument, but one fix per call: all positional arguments must get their names together. */
function* byPosition(text: string, checked: CheckedCall): Generator<Report> {
  const parameters = parametersOf(checked);
  const found = checked.site.call.arguments.flatMap(({ name, value }) => {
    const parameter = name === undefined ? parameters.get(value) : undefined;
    return parameter === undefined ? [] : [{ parameter, value }];
  });
  const equals = spacing(text, checked);
  const edits = found.map(({ parameter, value: { start } }) => {
    return { range: { start, end: start }, newText: `${parameter}${equals}` };
  });
  const fix = canBeNamed(checked) ? createFix(say('insert'), edits) : undefined;
  for (const [index, { parameter, value }] of found.entries()) {
    yield {
      range: value,
      message: say('positional', { value: toExcerpt(text, value), name: parameter }),
      ...(fix !== undefined && index < MAX_FIXED ? { fix } : {}),
      ...getSeverityLimit(checked),
    };
  }
}

/** As many findings of one call carry the fix, which has an edit per positional argument. */
const MAX_FIXED = 50;

/** The parameter that each positional value was taken for. */
function parametersOf({ tool, positional }: CheckedCall): ReadonlyMap<ValueNode, string> {
  const parameters = new Map<ValueNode, string>();
  for (const name of tool?.parameterNames ?? []) {
    const value = positional?.get(name)?.value;
    if (value !== undefined) parameters.set(value, name);
  }
  return parameters;
}

/** Every value must have a name of its own, or the result would not be a call. */
function canBeNamed({ site, surplus, tool }: CheckedCall): boolean {
  const isNameable = tool?.parameterNames.every((name) => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name)) === true;
  const isElided = site.call.arguments.some(({ name, value }) => name === undefined && value.kind === 'elided');
  return isNameable && !isJson(site.call) && !site.mention && surplus.length === 0 && !isElided;
}

/** The equals sign with the spaces of the call's other arguments. */
function spacing(text: string, checked: CheckedCall): string {
  const named = checked.site.call.arguments.find((argument) => argument.name !== undefined);
  const between = named?.name === undefined ? '' : text.slice(named.name.end, named.value.start);
  return /^[ \t]*=[ \t]*$/.test(between) ? between : ' = ';
}

function freeTextFinding(text: string, checked: CheckedCall): Report {
  const { call } = checked.site;
  const [name = ''] = Object.keys(checked.values);
  const [argument] = call.arguments;
  const place = argument?.value ?? call.argumentsRange;
  const value = checked.values[name];
  const editable = isEditable(text, call) && !checked.site.mention && name !== '' && !looksStructured(value);
  const newText = `{${JSON.stringify(name)}: ${JSON.stringify(value)}}`;
  const range = { start: place.start, end: place.end };
  return {
    range: place,
    message: say('freeText', { name, tool: checked.tool?.name ?? call.name.text }),
    ...(editable ? { fix: { title: say('json'), edits: [{ range, newText }] } } : {}),
    ...getSeverityLimit(checked),
  };
}

/** True for text that is JSON or a list of arguments itself: as a string it would mean something else. */
function looksStructured(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /^[\s`'"]*(?:[{[]|[\p{L}_][\p{L}\p{N}_.-]*\s*[=:]\s*\S)/u.test(value);
}
