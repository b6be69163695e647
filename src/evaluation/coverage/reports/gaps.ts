import { defineMessages, describeSide, type Message, type Range } from '../../../core/index.ts';
import type { Coverage, ProcedureCoverage, ToolCoverage } from '../model.ts';
import { getMissingParameters, getMissingValues, getSteps } from '../totals.ts';

const say = defineMessages({
  step: { en: 'step {number}: {text}', 'zh-CN': '步骤 {number}：{text}' },
  branch: { en: 'step {number}, branch: {branch}', 'zh-CN': '步骤 {number} 的分支：{branch}' },
  exit: { en: 'exit: {branch}', 'zh-CN': '出口：{branch}' },
  tool: { en: 'tool {name}: no shots', 'zh-CN': '工具 {name}：没有示例' },
  required: {
    en: 'tool {name}: parameter {parameter} is never shown',
    'zh-CN': '工具 {name}：参数 {parameter} 从未出现',
  },
  optional: {
    en: 'tool {name}: optional parameter {parameter} is never shown',
    'zh-CN': '工具 {name}：可选参数 {parameter} 从未出现',
  },
  values: {
    en: 'tool {name}: values of {parameter} never shown: {values}',
    'zh-CN': '工具 {name}：{parameter} 从未出现的值：{values}',
  },
});

/** Something that no shot covers. */
export interface Gap {
  readonly uri: string;
  readonly range: Range;
  readonly message: Message;
}

/** The longest text of a step in a report, in characters. */
const MAX_TEXT = 80;

/** Everything that no shot covers, in the order of the files. */
export function findGaps({ procedures, tools }: Coverage): readonly Gap[] {
  return [...procedures.flatMap(procedureGaps), ...tools.flatMap(toolGaps)];
}

function procedureGaps(procedure: ProcedureCoverage): readonly Gap[] {
  const { uri } = procedure;
  const steps = getSteps(procedure).flatMap(({ number, text, range, examples, branches }) => {
    const own = examples.length > 0 ? [] : [{ uri, range, message: say('step', { number, text: shorten(text) }) }];
    const sides = branches
      .filter((branch) => branch.examples.length === 0)
      .map((branch) => {
        return { uri, range: branch.range, message: say('branch', { number, branch: describeSide(branch) }) };
      });
    return [...own, ...sides];
  });
  const exits = procedure.exits
    .filter(({ examples }) => examples.length === 0)
    .map((exit) => ({ uri, range: exit.range, message: say('exit', { branch: describeSide(exit) }) }));
  return [...steps, ...exits];
}

function toolGaps(tool: ToolCoverage): readonly Gap[] {
  const { uri, name, range, calls } = tool;
  if (calls === 0) return [{ uri, range, message: say('tool', { name }) }];
  const parameters = getMissingParameters(tool).map((parameter) => ({
    uri: parameter.uri,
    range: parameter.range,
    message: say(parameter.isRequired ? 'required' : 'optional', { name, parameter: parameter.name }),
  }));
  const values = getMissingValues(tool).map((parameter) => ({
    uri: parameter.uri,
    range: parameter.range,
    message: say('values', { name, parameter: parameter.name, values: parameter.values.map(({ text }) => text) }),
  }));
  return [...parameters, ...values];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const characters = [...line];
  return characters.length <= MAX_TEXT ? line : `${characters.slice(0, MAX_TEXT - 1).join('')}…`;
}
