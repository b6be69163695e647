import { defineMessages } from '../../l10n/messages.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { expectedType } from '../../schemas/expectation.ts';
import type { ArgumentProblem, JsonObject, Tool } from '../../schemas/tool.ts';
import { isEditable, isJson } from '../callEdits.ts';
import { forEachProblem, leniency, schemaPlace, valueRange } from '../callPlaces.ts';
import { type CheckedCall, nodeAt } from '../checkedCall.ts';
import { defineRule, type Fix, type Report } from '../rule.ts';
import { actualType, excerpt, pathName } from '../wording.ts';

const say = defineMessages({
  wrong: {
    en: '`{name}` must be {expected}, but {value} is {actual}.',
    'zh-CN': '`{name}` 应为{expected}，而 {value} 是{actual}。',
  },
  other: { en: '`{name}` has a type its schema does not allow.', 'zh-CN': '`{name}` 的类型不符合 schema。' },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此声明' },
  write: { en: 'Write {value}', 'zh-CN': '改写为 {value}' },
});

export const parameterType = defineRule({
  id: 'parameter-type',
  group: 'calls',
  summary: { en: 'A value must have the type its schema names.', 'zh-CN': '值的类型必须与 schema 一致。' },
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
  const name = pathName(problem.path);
  const range = valueRange(checked, problem.path);
  const { node, exact } = nodeAt(checked, problem.path);
  const expected = expectedType(problem.schema);
  const found = exact ? node : undefined;
  return {
    range,
    message:
      expected === undefined || found === undefined
        ? say('other', { name })
        : say('wrong', { name, expected, value: excerpt(text, range), actual: actualType(found) }),
    related: [schemaPlace(tool, problem.schemaPointer, say('declared', { name }))],
    ...(found === undefined ? {} : repairs(text, checked, found, problem.schema)),
    ...leniency(checked),
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
