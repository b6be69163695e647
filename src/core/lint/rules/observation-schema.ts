import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import { blockText } from '../../model/blockText.ts';
import type { Block, Round, ShotsDocument } from '../../model/model.ts';
import { describeExpectedType } from '../../schemas/expectation.ts';
import type { ArgumentProblem, Tool, ToolCatalog } from '../../schemas/tool.ts';
import { compileBundle } from '../../schemas/validation/compiledSchemas.ts';
import { explainErrors } from '../../schemas/validation/explanation.ts';
import { NO_OPEN_VALUES } from '../../schemas/validation/openValues.ts';
import { isObject } from '../../text/json.ts';
import { defineRule, type Report } from '../rule.ts';
import { getToolNameRange } from '../support/toolRanges.ts';
import { toPathName } from '../support/wording.ts';

const say = defineMessages({
  type: { en: '`{tool}` returns {expected} as `{name}`.', 'zh-CN': '`{tool}` 返回的 `{name}` 应为{expected}。' },
  missing: {
    en: '`{tool}` always returns `{name}`, but it is missing here.',
    'zh-CN': '`{tool}` 总是返回 `{name}`，而这里缺少它。',
  },
  unknown: { en: '`{tool}` does not return `{name}`.', 'zh-CN': '`{tool}` 不会返回 `{name}`。' },
  value: {
    en: '`{tool}` cannot return this `{name}`: its schema does not allow the value (`{keyword}`).',
    'zh-CN': '`{tool}` 不会返回这样的 `{name}`：工具定义（schema）不允许该值（`{keyword}`）。',
  },
  whole: { en: 'the result', 'zh-CN': '返回值' },
  declared: { en: 'The result of `{tool}` is declared here', 'zh-CN': '`{tool}` 的返回结构在此处声明' },
});

export const observationSchema = defineRule({
  id: 'observation-schema',
  group: 'calls',
  summary: {
    en: 'JSON observations must match the result schema of the tool.',
    'zh-CN': 'JSON 观察结果必须符合工具的返回结构。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document, tools }, _options, report) => {
      if (!tools.tools.some((tool) => tool.returns !== undefined)) return;
      for (const shot of document.shots) {
        for (const round of shot.rounds) {
          for (const { tool, block } of answers(round, tools)) {
            for (const finding of check(document, block, tool)) report(finding);
          }
        }
      }
    },
  },
});

/** The observations of a round beside the tools that answered: one for each call, in order. */
function answers(round: Round, tools: ToolCatalog): readonly { readonly tool: Tool; readonly block: Block }[] {
  const calls = round.actions.flatMap((action) => action.calls);
  if (calls.length === 0 || calls.length !== round.observations.length) return [];
  return round.observations.flatMap((block, index) => {
    const tool = tools.get(calls[index]?.name.text ?? '');
    return tool?.returns === undefined ? [] : [{ tool, block }];
  });
}

function* check(document: ShotsDocument, block: Block, tool: Tool): Generator<Report> {
  const fence = block.fences.length === 1 ? block.fences[0] : undefined;
  const { text, map } = blockText(document.tree, block, fence?.content ?? block.content);
  if (!/^\s*[[{]/.test(text) || !isObject(tool.returns)) return;
  const value = parsed(text);
  if (value === undefined) return;
  const compiled = compileBundle(tool.returns, tool.dialect);
  if (compiled.validate === undefined || compiled.validate(value) === true) return;
  const explained = { compiled, root: tool.returns, openValues: NO_OPEN_VALUES, base: [] };
  const tree = parseTree(text);
  for (const problem of explainErrors(compiled.validate.errors ?? [], value, explained)) {
    const path = problem.kind === 'missing' ? problem.path.slice(0, -1) : [...problem.path];
    const found = tree === undefined ? undefined : findNodeAtLocation(tree, path);
    const start = found?.offset ?? 0;
    // What lacks something is pointed at by its first character: all of it would be too much.
    const length = problem.kind === 'missing' ? 1 : (found?.length ?? text.length);
    yield {
      range: { start: map(start), end: map(start + length) },
      message: messageFor(problem, tool),
      related: [{ uri: tool.file.uri, range: getToolNameRange(tool), message: say('declared', { tool: tool.name }) }],
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageFor(problem: ArgumentProblem, { name: tool }: Tool): Message {
  const name = problem.path.length === 0 ? say('whole') : toPathName(problem.path);
  const expected = describeExpectedType(problem.schema);
  if (problem.kind === 'type' && expected !== undefined) return say('type', { tool, name, expected });
  if (problem.kind === 'missing' || problem.kind === 'unknown') return say(problem.kind, { tool, name });
  return say('value', { tool, name, keyword: problem.keyword });
}
