import { defineMessages } from '../../l10n/messages.ts';
import type { ValuePath } from '../../schemas/tool.ts';
import { isEditable, removeItem, rename } from '../callEdits.ts';
import { forEachProblem, keyRange, leniency, schemaPlace } from '../callPlaces.ts';
import { type CheckedCall, nodeAt } from '../checkedCall.ts';
import { nearest } from '../nearest.ts';
import { defineRule, type Fix, type Reporter } from '../rule.ts';
import { excerpt, pathName } from '../wording.ts';

const say = defineMessages({
  unknown: { en: '`{owner}` has no parameter `{name}`.', 'zh-CN': '`{owner}` 没有参数 `{name}`。' },
  near: {
    en: '`{owner}` has no parameter `{name}`; did you mean `{candidate}`?',
    'zh-CN': '`{owner}` 没有参数 `{name}`，是不是想写 `{candidate}`？',
  },
  surplus: {
    en: '{value} belongs to no parameter: `{owner}` has {names} only.',
    'zh-CN': '{value} 没有对应的参数：`{owner}` 只有 {names}。',
  },
  none: { en: '`{owner}` takes no parameters.', 'zh-CN': '`{owner}` 没有参数。' },
  allowed: { en: 'The parameters are declared here', 'zh-CN': '参数在此声明' },
  rename: { en: 'Rename to `{candidate}`', 'zh-CN': '改名为 `{candidate}`' },
  remove: { en: 'Remove `{name}`', 'zh-CN': '删除 `{name}`' },
});

export const unknownParameter = defineRule({
  id: 'unknown-parameter',
  group: 'calls',
  summary: { en: 'A call must not give a parameter the tool does not have.', 'zh-CN': '调用不能给出工具没有的参数。' },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      const { text } = subject.document;
      forEachProblem(subject, 'unknown', (checked, tool, problem) => {
        const name = String(problem.path.at(-1) ?? '');
        const parent = problem.path.slice(0, -1);
        const owner = parent.length === 0 ? tool.name : pathName(parent);
        const candidates = nearest(name, freeNames(checked, problem.schema.properties, parent));
        const [candidate] = candidates;
        report({
          range: keyRange(checked, problem.path),
          message: candidate === undefined ? say('unknown', { owner, name }) : say('near', { owner, name, candidate }),
          related: [schemaPlace(tool, problem.schemaPointer, say('allowed'))],
          suggestions: changes(text, checked, problem.path, candidates),
          ...(problem.open === true ? { atMost: 'warning' } : {}),
          ...leniency(checked),
        });
      });
      reportSurplus(subject.survey.calls.positional, text, report);
    },
  },
});

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
  const key = keyRange(checked, path);
  const renames = candidates.map(
    (candidate): Fix => ({ title: say('rename', { candidate }), edits: [rename(key, candidate)] }),
  );
  const argument = path.length === 1 ? nodeAt(checked, path).argument : undefined;
  if (argument === undefined) return renames;
  const removal = { title: say('remove', { name: String(path[0]) }), edits: [removeItem(call.arguments, argument)] };
  return [...renames, removal];
}

function reportSurplus(calls: readonly CheckedCall[], text: string, report: Reporter): void {
  for (const checked of calls) {
    if (checked.tool === undefined || checked.surplus.length === 0) continue;
    const owner = checked.tool.name;
    const names = checked.tool.parameterNames.map((name) => `\`${name}\``);
    for (const argument of checked.surplus) {
      report({
        range: argument,
        message: say(names.length === 0 ? 'none' : 'surplus', { owner, names, value: excerpt(text, argument) }),
        suggestions: [
          {
            title: say('remove', { name: excerpt(text, argument) }),
            edits: [removeItem(checked.site.call.arguments, argument)],
          },
        ],
        ...leniency(checked),
      });
    }
  }
}
