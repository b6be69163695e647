import { defineMessages } from '../../l10n/messages.ts';
import { isEditable, isJson } from '../callEdits.ts';
import { leniency } from '../callPlaces.ts';
import type { CheckedCall } from '../checkedCall.ts';
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
  insert: { en: 'Write `{name} =` before the value', 'zh-CN': '在值前写上 `{name} =`' },
  json: { en: 'Write the input as JSON', 'zh-CN': '把输入写成 JSON' },
});

export const positionalArgument = defineRule({
  id: 'positional-argument',
  group: 'calls',
  summary: { en: 'Arguments are better given by name.', 'zh-CN': '参数最好写明名称。' },
  defaultSeverity: 'info',
  fixable: 'fix',
  check: {
    shots: ({ calls, document }, _options, report) => {
      for (const checked of calls) {
        const { call } = checked.site;
        // The bracket form has no names at all; that is the ReAct paper's way, and no finding.
        if (checked.tool === undefined || call.form === 'bracket') continue;
        if (call.arguments.every((argument) => argument.name !== undefined) && call.problems.length === 0) continue;
        const freeText = call.problems.find((problem) => problem.kind === 'positional');
        if (freeText !== undefined) report(freeTextFinding(document.text, checked));
        else for (const finding of byPosition(document.text, checked)) report(finding);
      }
    },
  },
});

function* byPosition(text: string, checked: CheckedCall): Generator<Report> {
  const { call } = checked.site;
  for (const [index, argument] of call.arguments.entries()) {
    const name = checked.tool?.parameterNames[index];
    if (argument.name !== undefined || name === undefined || argument.value.kind === 'elided') continue;
    const at = argument.value.start;
    const newText = `${name}${spacing(text, checked)}`;
    const fixes = !isJson(call) && !checked.site.mention && /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name);
    yield {
      range: argument.value,
      message: say('positional', { value: excerpt(text, argument.value), name }),
      ...(fixes
        ? { fix: { title: say('insert', { name }), edits: [{ range: { start: at, end: at }, newText }] } }
        : {}),
      ...leniency(checked),
    };
  }
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
