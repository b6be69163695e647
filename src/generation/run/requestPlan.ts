import {
  defineMessages,
  hasSteps,
  type Language,
  type Message,
  type Procedure,
  slice,
  type Tool,
  type WritableStyle,
} from '../../core/index.ts';
import { type CoveragePlan, planCoverage } from '../plan/coverage.ts';
import type { Goal } from '../plan/goals.ts';
import { getScenarios } from '../plan/pathScenarios.ts';
import { findRequirements, type Requirements } from '../plan/requirements.ts';
import { getToolScenarios, type Scenario } from '../plan/scenarios.ts';
import { getWantedScenarios } from '../plan/wantedScenarios.ts';
import type { TaskKind } from '../prompt/prompt.ts';

const say = defineMessages({
  noSteps: {
    en: 'The procedure has no steps. Number them ("1. …", "Step 1: …") or specify tools to write examples for.',
    'zh-CN': '流程里没有步骤。请给步骤编号（“1. ……”“第一步，……”），或指定要写示例的工具。',
  },
  noTool: {
    en: 'There is no tool named "{tool}". Available tools: {known}.',
    'zh-CN': '没有名为“{tool}”的工具。已有的工具：{known}。',
  },
  noSchema: {
    en: '"{tool}" has no schema, so its calls cannot be checked. Add its parameters to the tool file.',
    'zh-CN': '“{tool}”没有 schema，无从检查。请先在工具文件里补上它的参数。',
  },
  nothing: { en: 'There is no input to write examples from.', 'zh-CN': '没有可以用来编写示例的内容。' },
  tooLong: {
    en: 'The text has {size} characters; the maximum is {limit}. Select a part of it.',
    'zh-CN': '文本有 {size} 个字符，一次最多处理 {limit} 个。请只选取其中一部分。',
  },
});

/** The longest procedure or selection that is worked on, in UTF-16 units: no model reads more at once. */
export const MAX_TEXT_LENGTH = 200_000;

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
  /** `repair-document`: what the checker says, one finding per line. */
  readonly findings?: string;
  /** What the shots are to show; everything if it is left out. */
  readonly goals?: readonly Goal[];
  /** What the user adds to the prompt, such as tone, customers or region. */
  readonly instructions?: string;
  /** The caller's name of the connection whose model reviews the shots. */
  readonly reviewer?: string;
  /** Number of shots per path of the procedure; used without a `count`. */
  readonly perPath?: number;
  /** The user's choices; they take precedence over the procedure's requirements. */
  readonly count?: number;
  readonly style?: WritableStyle;
  readonly language?: Language;
  /** Style and language of the target document; requirements in the procedure take precedence. */
  readonly documentStyle?: WritableStyle;
  readonly documentLanguage?: Language;
}

/** The task with every choice made. */
export interface RequestPlan {
  readonly task: Task;
  /** Number of shots. */
  readonly count: number;
  readonly style: WritableStyle;
  readonly language: Language;
  readonly requirements: Requirements;
  readonly coverage: CoveragePlan;
  readonly title: string;
}

const DEFAULT_MAX_SHOTS = 8;

/** Makes the choices, or says why there is nothing to do. */
export function createRequestPlan(task: Task): RequestPlan | { readonly code: string; readonly problem: Message } {
  const sop = task.procedure?.text ?? '';
  const texts = [sop, task.text ?? '', task.shot ?? ''];
  const size = Math.max(...texts.map((text) => text.length));
  if (size > MAX_TEXT_LENGTH)
    return { code: 'text-too-long', problem: say('tooLong', { size, limit: MAX_TEXT_LENGTH }) };
  const problem = getMissingInput(task);
  if (problem !== undefined) return problem;
  const requirements = findRequirements(`${sop}\n${task.kind === 'rewrite' ? (task.text ?? '') : ''}`);
  const coverage = getCoverage(task);
  return {
    task,
    requirements,
    coverage,
    count: task.count ?? getPathCount(task, coverage) ?? requirements.count?.value ?? getDefaultCount(task, coverage),
    style: task.style ?? requirements.style?.value ?? task.documentStyle ?? getDefaultStyle(task),
    language:
      task.language ??
      requirements.language?.value ??
      task.documentLanguage ??
      detectLanguage(hasWords(texts) ? texts.join('\n') : getToolDescriptions(task)),
    title: getTitle(task.procedure),
  };
}

function getMissingInput(task: Task): { readonly code: string; readonly problem: Message } | undefined {
  const { kind, procedure, tools } = task;
  if (kind === 'for-tool') {
    const tool = tools.find(({ name }) => name === task.tool);
    const known = tools.slice(0, 12).map(({ name }) => name);
    if (tool === undefined) return { code: 'unknown-tool', problem: say('noTool', { tool: task.tool ?? '', known }) };
    return hasSchema(tool) ? undefined : { code: 'no-schema', problem: say('noSchema', { tool: tool.name }) };
  }
  if (kind === 'from-sop' && (procedure === undefined || !hasSteps(procedure)) && tools.length === 0) {
    return { code: 'no-steps', problem: say('noSteps') };
  }
  if (kind === 'from-sop' && procedure !== undefined && !hasSteps(procedure)) {
    return { code: 'no-steps', problem: say('noSteps') };
  }
  const material = kind === 'rewrite' ? task.text : kind === 'from-sop' ? 'present' : task.shot;
  return (material ?? '').trim() === '' ? { code: 'nothing-to-do', problem: say('nothing') } : undefined;
}

/** A tool without a schema is loaded as one without parameters; this distinguishes the two. */
function hasSchema(tool: Tool): boolean {
  return tool.operation !== undefined || tool.file.parameterLocation(tool, '').pointer !== tool.pointer;
}

function getCoverage(task: Task): CoveragePlan {
  const scenarios = getTaskScenarios(task);
  return planCoverage(task.goals === undefined ? scenarios : getWantedScenarios(scenarios, task.goals));
}

function getTaskScenarios(task: Task): readonly Scenario[] {
  switch (task.kind) {
    case 'for-tool':
      return getToolScenarios(task.tools.filter(({ name }) => name === task.tool));
    case 'rewrite':
    case 'repair-document':
      return [];
    default: {
      const { procedure } = task;
      const isReadable = procedure !== undefined && hasSteps(procedure);
      return isReadable ? getScenarios(procedure, task.tools) : getToolScenarios(task.tools);
    }
  }
}

function getPathCount({ perPath }: Task, { full }: CoveragePlan): number | undefined {
  return perPath === undefined ? undefined : Math.max(1, full * perPath);
}

function getDefaultCount({ kind }: Task, { full }: CoveragePlan): number {
  if (kind === 'rewrite' || kind === 'repair-document') return 1;
  return kind === 'more-like-this' ? 3 : Math.max(1, Math.min(full, DEFAULT_MAX_SHOTS));
}

function getDefaultStyle({ kind, procedure }: Task): WritableStyle {
  return kind === 'for-tool' || (kind === 'from-sop' && procedure === undefined) ? 'function-calling' : 'react';
}

function hasWords(texts: readonly string[]): boolean {
  return texts.some((text) => text.trim() !== '');
}

/** Without other text, the tool descriptions determine the language. */
function getToolDescriptions({ tool, tools }: Task): string {
  const about = tool === undefined ? tools : tools.filter(({ name }) => name === tool);
  return about.map(({ description }) => description).join('\n');
}

/** Chinese if at least a tenth of the non-space characters are Han. */
function detectLanguage(text: string): Language {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 10 >= text.replace(/\s/g, '').length && han > 0 ? 'zh-CN' : 'en';
}

function getTitle(procedure: Procedure | undefined): string {
  return procedure?.title === undefined ? '' : slice(procedure.text, procedure.title).trim();
}
