import {
  defineMessages,
  type Language,
  type Message,
  type Procedure,
  type ShotStyle,
  slice,
  type Tool,
} from '../../core/index.ts';
import { type CoveragePlan, planCoverage } from '../plan/coverage.ts';
import { scenariosOf, toolScenarios } from '../plan/scenarios.ts';
import { type Wishes, wishesIn } from '../plan/wishes.ts';
import type { TaskKind } from '../prompt/prompt.ts';

const say = defineMessages({
  noSteps: {
    en: 'There are no steps in the procedure. Number them ("1. …", "Step 1: …") or give tools to write examples for.',
    'zh-CN': '流程里没有步骤。请给步骤编号（“1. ……”“第一步，……”），或指定要写示例的工具。',
  },
  noTool: {
    en: 'No tool is called "{tool}". Known are: {known}.',
    'zh-CN': '没有名为“{tool}”的工具。已有的工具：{known}。',
  },
  noSchema: {
    en: '"{tool}" has no schema, so nothing can be checked against it. Add its parameters to the tool file.',
    'zh-CN': '“{tool}”没有 schema，无从检查。请先在工具文件里补上它的参数。',
  },
  nothing: { en: 'There is nothing to write examples about.', 'zh-CN': '没有可以用来编写示例的内容。' },
  tooLong: {
    en: 'The text has {size} characters; at most {limit} can be worked on at once. Select a part of it.',
    'zh-CN': '文本有 {size} 个字符，一次最多处理 {limit} 个。请只选取其中一部分。',
  },
});

/** The longest procedure or selection that is worked on, in UTF-16 units: no model reads more at once. */
export const longestText = 200_000;

/** What a run is asked for. */
export interface Task {
  readonly kind: TaskKind;
  /** The procedure, where there is one. */
  readonly procedure: Procedure | undefined;
  /** All known tools. */
  readonly tools: readonly Tool[];
  /** `for-tool`: the tool's name. */
  readonly tool?: string;
  /** `more-like-this`, `repair-document`: the shots as Markdown. */
  readonly shot?: string;
  /** `rewrite`: the text. */
  readonly text?: string;
  /** `repair-document`: what the checker says, one finding a line. */
  readonly findings?: string;
  /** What the user chose; it wins over what the procedure's text asks for. */
  readonly count?: number;
  readonly style?: ShotStyle;
  readonly language?: Language;
  /** What the document at hand does; the procedure's wishes win over it. */
  readonly documentStyle?: ShotStyle;
  readonly documentLanguage?: Language;
}

/** The task with every choice made. */
export interface Brief {
  readonly task: Task;
  readonly count: number;
  readonly style: ShotStyle;
  readonly language: Language;
  readonly wishes: Wishes;
  readonly coverage: CoveragePlan;
  readonly title: string;
}

const usualMost = 8;

/** Makes the choices, or says why there is nothing to do. */
export function briefOf(task: Task): Brief | { readonly code: string; readonly problem: Message } {
  const sop = task.procedure?.text ?? '';
  const texts = [sop, task.text ?? '', task.shot ?? ''];
  const size = Math.max(...texts.map((text) => text.length));
  if (size > longestText) return { code: 'text-too-long', problem: say('tooLong', { size, limit: longestText }) };
  const problem = whatIsMissing(task);
  if (problem !== undefined) return problem;
  const wishes = wishesIn(`${sop}\n${task.kind === 'rewrite' ? (task.text ?? '') : ''}`);
  const coverage = coverageOf(task);
  return {
    task,
    wishes,
    coverage,
    count: task.count ?? wishes.count?.value ?? usualCount(task, coverage),
    style: task.style ?? wishes.style?.value ?? task.documentStyle ?? usualStyle(task),
    language:
      task.language ??
      wishes.language?.value ??
      task.documentLanguage ??
      languageIn(hasWords(texts) ? texts.join('\n') : toolWords(task)),
    title: titleOf(task.procedure),
  };
}

function whatIsMissing(task: Task): { readonly code: string; readonly problem: Message } | undefined {
  const { kind, procedure, tools } = task;
  if (kind === 'for-tool') {
    const tool = tools.find(({ name }) => name === task.tool);
    const known = tools.slice(0, 12).map(({ name }) => name);
    if (tool === undefined) return { code: 'unknown-tool', problem: say('noTool', { tool: task.tool ?? '', known }) };
    return hasSchema(tool) ? undefined : { code: 'no-schema', problem: say('noSchema', { tool: tool.name }) };
  }
  if (kind === 'from-sop' && (procedure?.steps.length ?? 0) === 0 && tools.length === 0) {
    return { code: 'no-steps', problem: say('noSteps') };
  }
  if (kind === 'from-sop' && procedure !== undefined && procedure.steps.length === 0) {
    return { code: 'no-steps', problem: say('noSteps') };
  }
  const material = kind === 'rewrite' ? task.text : kind === 'from-sop' ? 'present' : task.shot;
  return (material ?? '').trim() === '' ? { code: 'nothing-to-do', problem: say('nothing') } : undefined;
}

/** A tool that says nothing of its arguments is read as one without any; whether it has some, nobody knows. */
function hasSchema(tool: Tool): boolean {
  return tool.operation !== undefined || tool.file.parameterPlace(tool, '').pointer !== tool.pointer;
}

function coverageOf(task: Task): CoveragePlan {
  const names = task.tools.map(({ name }) => name);
  switch (task.kind) {
    case 'for-tool':
      return planCoverage(toolScenarios(task.tools.filter(({ name }) => name === task.tool)));
    case 'rewrite':
    case 'repair-document':
      return planCoverage([]);
    default: {
      const { procedure } = task;
      const hasSteps = procedure !== undefined && procedure.steps.length > 0;
      return planCoverage(hasSteps ? scenariosOf(procedure, names) : toolScenarios(task.tools));
    }
  }
}

function usualCount({ kind }: Task, { full }: CoveragePlan): number {
  if (kind === 'rewrite' || kind === 'repair-document') return 1;
  return kind === 'more-like-this' ? 3 : Math.max(1, Math.min(full, usualMost));
}

function usualStyle({ kind, procedure }: Task): ShotStyle {
  return kind === 'for-tool' || (kind === 'from-sop' && procedure === undefined) ? 'function-calling' : 'react';
}

function hasWords(texts: readonly string[]): boolean {
  return texts.some((text) => text.trim() !== '');
}

/** Where nothing else is said, the descriptions of the tools tell what language their authors speak. */
function toolWords({ tool, tools }: Task): string {
  const about = tool === undefined ? tools : tools.filter(({ name }) => name === tool);
  return about.map(({ description }) => description).join('\n');
}

/** Chinese if a tenth of what is not space is. */
function languageIn(text: string): Language {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 10 >= text.replace(/\s/g, '').length && han > 0 ? 'zh-CN' : 'en';
}

function titleOf(procedure: Procedure | undefined): string {
  return procedure?.title === undefined ? '' : slice(procedure.text, procedure.title).trim();
}
