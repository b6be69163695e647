import { type CheckedCall, nodeAt } from '../../callChecks/checkedCall.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { describeExpectedType } from '../../schemas/expectation.ts';
import type { ArgumentProblem, Tool } from '../../schemas/tool.ts';
import type { JsonObject } from '../../text/json.ts';
import { defineRule, type Fix, type Report } from '../rule.ts';
import { isEditable, isJson } from '../support/callEdits.ts';
import { forEachProblem, getSeverityLimit, getValueRange, toSchemaLocation } from '../support/callRanges.ts';
import { getActualType, toExcerpt, toPathName } from '../support/wording.ts';

const say = defineMessages({
  wrong: {
    en: '`{name}` must be {expected}, but {value} is {actual}.',
    'zh-CN': '`{name}` 应为{expected}，而 {value} 是{actual}。',
  },
  other: {
    en: 'The schema does not allow this type for `{name}`.',
    'zh-CN': '`{name}` 的类型不符合工具定义（schema）。',
  },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此处声明' },
  write: { en: 'Change to {value}', 'zh-CN': '更改为 {value}' },
});

export const parameterType = defineRule({
  id: 'parameter-type',
  group: 'calls',
  summary: {
    en: 'Values must have the type specified by the schema.',
    'zh-CN': '值的类型必须符合工具定义（schema）。',
  },
  defaultSeverity: 'error',
  fixable: 'fix',
  check: {
    shots: (subject, _options, report) => {
      forEachProblem(subject, 'type', (checked, tool, problem) => {
        report(finding(subject.document.text, checked, tool, problem));
      });
    },
  },
});

function finding(text: string, checked: CheckedCall, tool: Tool, problem: ArgumentProblem): Report {
  const name = toPathName(problem.path);
  const range = getValueRange(checked, problem.path);
  const { node, exact } = nodeAt(checked, problem.path);
  const expected = describeExpectedType(problem.schema);
  const found = exact ? node : undefined;
  return {
    range,
    message:
      expected === undefined || found === undefined
        ? say('other', { name })
        : say('wrong', { name, expected, value: toExcerpt(text, range), actual: getActualType(found) }),
    related: [toSchemaLocation(tool, problem.schemaPointer, say('declared', { name }))],
    ...(found === undefined ? {} : repairs(text, checked, found, problem.schema)),
    ...getSeverityLimit(checked),
  };
}

function repairs(text: string, checked: CheckedCall, node: ValueNode, schema: JsonObject): Partial<Report> {
  if (!isEditable(text, checked.site.call)) return {};
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const [type] = types;
  if (types.length !== 1 || type === undefined) return {};
  const replacement = (value: string): Fix => ({
    title: say('write', { value }),
    edits: [{ range: { start: node.start, end: node.end }, newText: value }],
  });
  const lossless = losslessText(text, node, type, isJson(checked.site.call));
  if (lossless !== undefined) {
    const fix = replacement(lossless);
    return checked.site.mention ? { suggestions: [fix] } : { fix };
  }
  const guess = likelyText(text, node, type);
  return guess === undefined ? {} : { suggestions: [replacement(guess)] };
}

/** The same value in the type asked for: nothing is added, dropped or rounded. */
function losslessText(text: string, node: ValueNode, type: string, json: boolean): string | undefined {
  if (node.kind === 'string') {
    if (type === 'integer' && /^-?(0|[1-9]\d{0,14})$/.test(node.value)) return node.value;
    if (type === 'number' && /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(node.value)) return node.value;
    if (type === 'boolean' && /^(true|false)$/i.test(node.value)) return truth(node.value.toLowerCase(), json);
  }
  if (node.kind === 'number' && type === 'string' && node.folded !== true) {
    return JSON.stringify(text.slice(node.start, node.end));
  }
  return undefined;
}

/** Call expressions are Python to most readers, JSON is JSON; either spelling is read. */
function truth(value: string, json: boolean): string {
  return json ? value : `${value.charAt(0).toUpperCase()}${value.slice(1)}`;
}

/** What the author probably meant, where it changes the value's shape. */
function likelyText(text: string, node: ValueNode, type: string): string | undefined {
  const written = text.slice(node.start, node.end);
  if (type === 'array' && node.kind !== 'array' && node.kind !== 'object') return `[${written}]`;
  if (node.kind === 'array' && node.items.length === 1 && type !== 'object') {
    const [item] = node.items;
    return item === undefined || item.kind === 'array' ? undefined : text.slice(item.start, item.end);
  }
  return undefined;
}
