import { type CheckedCall, nodeAt } from '../../callChecks/checkedCall.ts';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import { describeExpected } from '../../schemas/expectation.ts';
import type { ArgumentProblem } from '../../schemas/tool.ts';
import { findNearest } from '../../similarity/nearest.ts';
import { isObject, type ValuePath } from '../../text/json.ts';
import { toPointer } from '../../text/jsonPointer.ts';
import { defineRule, type Fix, type Reporter } from '../rule.ts';
import { hasSyntaxProblem, isEditable, removeItem, rename } from '../support/callEdits.ts';
import { forEachProblem, getKeyRange, getSeverityLimit, toSchemaLocation } from '../support/callRanges.ts';
import { toExcerpt, toPathName } from '../support/wording.ts';

const say = defineMessages({
  unknown: { en: '`{owner}` has no parameter `{name}`.', 'zh-CN': '`{owner}` 没有参数 `{name}`。' },
  near: {
    en: '`{owner}` has no parameter `{name}`. Did you mean `{candidate}`?',
    'zh-CN': '`{owner}` 没有参数 `{name}`。你是否想写 `{candidate}`？',
  },
  surplus: {
    en: '{value} has no matching parameter: `{owner}` has only {names}.',
    'zh-CN': '{value} 没有对应的参数：`{owner}` 只有 {names}。',
  },
  none: { en: '`{owner}` takes no parameters.', 'zh-CN': '`{owner}` 没有参数。' },
  wrongName: {
    en: 'A name in `{owner}` must be {expected}, but is `{name}`.',
    'zh-CN': '`{owner}` 中的名称应为{expected}，而这里是 `{name}`。',
  },
  allowed: { en: 'Parameters are declared here', 'zh-CN': '参数在此处声明' },
  rename: { en: 'Rename to `{candidate}`', 'zh-CN': '重命名为 `{candidate}`' },
  remove: { en: 'Remove `{name}`', 'zh-CN': '删除 `{name}`' },
});

export const unknownParameter = defineRule({
  id: 'unknown-parameter',
  group: 'calls',
  summary: {
    en: 'A call must not specify parameters that the tool does not have.',
    'zh-CN': '调用不能指定工具没有的参数。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      const { text } = subject.document;
      const getCandidates = createCandidateLookup();
      forEachProblem(subject, 'unknown', (checked, tool, problem) => {
        const name = String(problem.path.at(-1) ?? '');
        const parent = problem.path.slice(0, -1);
        const owner = parent.length === 0 ? tool.name : toPathName(parent);
        const candidates = getCandidates(checked, name, problem.schema.properties, parent);
        const [candidate] = candidates;
        report({
          range: getKeyRange(checked, problem.path),
          message: toMessage(problem, owner, name, candidate),
          related: [toSchemaLocation(tool, problem.schemaPointer, say('allowed'))],
          suggestions: changes(text, checked, problem.path, candidates),
          ...(problem.open === true ? { maxSeverity: 'warning' } : {}),
          ...getSeverityLimit(checked),
        });
      });
      reportSurplus(subject.index.calls.positional, text, report);
    },
  },
});

function toMessage(
  { keyword, schema: { propertyNames } }: ArgumentProblem,
  owner: string,
  name: string,
  candidate: string | undefined,
): Message {
  if (keyword === 'propertyNames' && isObject(propertyNames)) {
    return say('wrongName', { owner, name, expected: describeExpected({ type: 'string', ...propertyNames }) });
  }
  return candidate === undefined ? say('unknown', { owner, name }) : say('near', { owner, name, candidate });
}

/** Pairs of names compared per call: each of many unknown names with each of many known ones takes too long. */
const MAX_COMPARED_PAIRS = 250_000;

type CandidateLookup = (
  checked: CheckedCall,
  name: string,
  properties: unknown,
  parent: ValuePath,
) => readonly string[];

/** The candidates of a name. The names of a call that are still free are collected once per object. */
function createCandidateLookup(): CandidateLookup {
  let current: CheckedCall | undefined;
  let compared = 0;
  const free = new Map<string, readonly string[]>();
  return (checked, name, properties, parent) => {
    if (checked !== current) {
      current = checked;
      compared = 0;
      free.clear();
    }
    const pointer = toPointer(parent);
    const names = free.get(pointer) ?? freeNames(checked, properties, parent);
    free.set(pointer, names);
    compared += names.length;
    return compared > MAX_COMPARED_PAIRS ? [] : findNearest(name, names);
  };
}

/** The names the author may have meant: those of the schema that the call does not give already. */
function freeNames(checked: CheckedCall, properties: unknown, parent: ValuePath): readonly string[] {
  if (typeof properties !== 'object' || properties === null) return [];
  const given = nodeAt(checked, parent);
  const taken = new Set<string>();
  if (parent.length === 0) for (const name of Object.keys(checked.values)) taken.add(name);
  else if (given.node?.kind === 'object') for (const entry of given.node.entries) taken.add(entry.key.text);
  return Object.keys(properties).filter((name) => !taken.has(name));
}

function changes(text: string, checked: CheckedCall, path: ValuePath, candidates: readonly string[]): readonly Fix[] {
  const { call } = checked.site;
  if (!isEditable(text, call)) return [];
  const key = getKeyRange(checked, path);
  const renames = candidates.map(
    (candidate): Fix => ({ title: say('rename', { candidate }), edits: [rename(key, candidate)] }),
  );
  const argument = path.length === 1 ? nodeAt(checked, path).argument : undefined;
  if (argument === undefined) return renames;
  const removal = {
    title: say('remove', { name: String(path[0]) }),
    edits: [removeItem(text, call.arguments, argument)],
  };
  return [...renames, removal];
}

function reportSurplus(calls: readonly CheckedCall[], text: string, report: Reporter): void {
  for (const checked of calls) {
    if (checked.tool === undefined || checked.surplus.length === 0) continue;
    // In a list of arguments that was misread, positions prove nothing.
    if (hasSyntaxProblem(checked.site.call)) continue;
    const owner = checked.tool.name;
    const names = checked.tool.parameterNames.map((name) => `\`${name}\``);
    for (const argument of checked.surplus) {
      report({
        range: argument,
        message: say(names.length === 0 ? 'none' : 'surplus', { owner, names, value: toExcerpt(text, argument) }),
        suggestions: [
          {
            title: say('remove', { name: toExcerpt(text, argument) }),
            edits: [removeItem(text, checked.site.call.arguments, argument)],
          },
        ],
        ...getSeverityLimit(checked),
      });
    }
  }
}
