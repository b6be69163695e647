import { defineMessages } from '../../l10n/messages.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { isEditable, isJson } from '../callEdits.ts';
import { leniency } from '../callPlaces.ts';
import { type CheckedCall, nodeAt } from '../checkedCall.ts';
import { defineRule, type Report } from '../rule.ts';
import { excerpt } from '../wording.ts';

const say = defineMessages({
  positional: {
    en: '{value} is given by position; name the parameter: `{name}`.',
    'zh-CN': '{value} 是按位置传入的，请写明参数名 `{name}`。',
  },
  freeText: {
    en: 'The input is taken as `{name}`, the only text `{tool}` needs; write it as JSON.',
    'zh-CN': '这段输入会当作 `{tool}` 唯一需要的文本参数 `{name}`，请写成 JSON。',
  },
  insert: { en: 'Name the arguments', 'zh-CN': '写明参数名' },
  json: { en: 'Write the input as JSON', 'zh-CN': '把输入写成 JSON' },
});

export const positionalArgument = defineRule({
  id: 'positional-argument',
  group: 'calls',
  summary: { en: 'Arguments are better given by name.', 'zh-CN': '参数最好写明名称。' },
  defaultSeverity: 'info',
  fixable: 'fix',
  check: {
    shots: ({ document, survey }, _options, report) => {
      for (const checked of survey.calls.positional) {
        const { call } = checked.site;
        // The bracket form has no names at all; that is the ReAct paper's way, and no finding.
        if (checked.tool === undefined || call.form === 'bracket') continue;
        const freeText = call.problems.find((problem) => problem.kind === 'positional');
        if (freeText !== undefined) report(freeTextFinding(document.text, checked));
        else for (const finding of byPosition(document.text, checked)) report(finding);
      }
    },
  },
});

/** One finding an argument, but one fix a call: a name before the first alone would leave the others behind it. */
function* byPosition(text: string, checked: CheckedCall): Generator<Report> {
  const found = checked.site.call.arguments.flatMap(({ name, value }) => {
    const parameter = name === undefined ? parameterOf(checked, value) : undefined;
    return parameter === undefined ? [] : [{ parameter, value }];
  });
  const edits = found.map(({ parameter, value: { start } }) => {
    return { range: { start, end: start }, newText: `${parameter}${spacing(text, checked)}` };
  });
  for (const { parameter, value } of found) {
    yield {
      range: value,
      message: say('positional', { value: excerpt(text, value), name: parameter }),
      ...(canBeNamed(checked) ? { fix: { title: say('insert'), edits } } : {}),
      ...leniency(checked),
    };
  }
}

/** The parameter that a positional value was taken for. */
function parameterOf(checked: CheckedCall, value: ValueNode): string | undefined {
  return checked.tool?.parameterNames.find((name) => nodeAt(checked, [name]).argument?.value === value);
}

/** Every value must have a name of its own, or what is written would be no call any more. */
function canBeNamed({ site, surplus, tool }: CheckedCall): boolean {
  const isNameable = tool?.parameterNames.every((name) => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name)) === true;
  const isElided = site.call.arguments.some(({ name, value }) => name === undefined && value.kind === 'elided');
  return isNameable && !isJson(site.call) && !site.mention && surplus.length === 0 && !isElided;
}

/** The sign as the call's other arguments have it. */
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
  const editable = isEditable(text, call) && !checked.site.mention && name !== '';
  const value = checked.values[name];
  const newText = `{${JSON.stringify(name)}: ${JSON.stringify(value)}}`;
  const range = { start: place.start, end: place.end };
  return {
    range: place,
    message: say('freeText', { name, tool: checked.tool?.name ?? call.name.text }),
    ...(editable ? { fix: { title: say('json'), edits: [{ range, newText }] } } : {}),
    ...leniency(checked),
  };
}
