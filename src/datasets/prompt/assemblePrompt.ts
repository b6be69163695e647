import {
  blockText,
  type Diagnostic,
  type DocumentContext,
  defineMessages,
  groupDigits,
  type Shot,
  toDraft,
} from '../../core/index.ts';
import { formatTokens, sumCounts, type TokenCounter } from '../tokens/tokenCounter.ts';
import { separateUsable } from '../usableShots.ts';
import { PROMPT_FORMATS, type PromptFormatName } from './formats/index.ts';
import type { OmittedShot, Prompt, PromptPart, PromptProblem, Selection } from './prompt.ts';
import type { PromptContent, PromptFormat, PromptShot, PromptTexts } from './promptFormat.ts';
import type { Candidate, Proposal, SelectedShots } from './selection/candidate.ts';
import { type CoverageGoals, getCoverageGoals } from './selection/goals.ts';
import { selectShots } from './selection/selectShots.ts';
import { createShotTurns, type ShotTurns } from './shotTurns.ts';

const say = defineMessages({
  exceeded: {
    en: 'System text, tools and request have {tokens} tokens, more than the budget of {budget}. No shot fits.',
    'zh-CN': '系统文本、工具和请求共有 {tokens} 个 token，超过预算 {budget}，放不下任何示例。',
  },
  noShots: { en: 'No shot of this document can be used.', 'zh-CN': '此文档中没有可用的示例。' },
  nothingToCover: {
    en: 'The shots call no tools and follow no procedure, so there is nothing to cover. All shots are included.',
    'zh-CN': '示例没有调用工具，也没有对应的流程，因此没有可覆盖的内容。目前包含全部示例。',
  },
  noRequest: {
    en: 'Shots similar to a request can only be chosen with a request. All shots are included.',
    'zh-CN': '按相似度选择示例需要提供用户请求。目前包含全部示例。',
  },
});

/** The number of shots that `similar` chooses if neither a number nor a budget is given. */
const DEFAULT_SIMILAR = 5;

/** What a prompt is assembled from. */
export interface PromptSource {
  readonly context: DocumentContext;
  /** The findings of the document, by `PROMPT_LINT_OPTIONS`. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counter: TokenCounter;
}

/** What a prompt should be like. */
export interface PromptSettings {
  readonly format: PromptFormatName;
  readonly selection: Selection;
  /** Text before everything else; empty for none. */
  readonly system: string;
  /** The customer's words; undefined or blank for a prompt that is written before there are any. */
  readonly request: string | undefined;
  /** Maximum number of tokens. */
  readonly budget: number | undefined;
  /** Maximum number of shots. */
  readonly maxShots: number | undefined;
  /** Only these shots are candidates, by their index; the others are not listed. Default: all. */
  readonly among?: ReadonlySet<number> | undefined;
  /** Whether drafts without other faults are used. The default leaves them out. */
  readonly drafts?: 'left-out' | 'included';
}

/** Options of the lint run before a prompt is assembled: what makes a shot unusable is found even if its rule is off. */
export const PROMPT_LINT_OPTIONS = {
  rules: { 'placeholder-value': 'warning', 'elided-content': 'warning', 'incomplete-shot': 'warning' },
} as const;

/** Assembles a prompt from a document: system text, tools, the chosen shots and the request. */
export function assemblePrompt(source: PromptSource, settings: PromptSettings): Prompt {
  const { context, diagnostics } = source;
  const format = PROMPT_FORMATS[settings.format];
  const { usable, leftOut } = separateUsable(context.document, diagnostics, settings.drafts);
  const isCandidate = ({ index }: Shot): boolean => settings.among?.has(index) ?? true;
  const request = settings.request?.trim() || undefined;
  const base = toContent(context, settings.system, request, usable);
  const candidates = toCandidates(base, usable.filter(isCandidate), source, format);
  const goals = settings.selection === 'coverage' ? getCoverageGoals(context) : NO_GOALS;
  const problem = findProblem(candidates, settings.selection, request, goals);
  const selection = problem === undefined ? settings.selection : 'all';
  const unlimited = selection === 'similar' && settings.budget === undefined ? DEFAULT_SIMILAR : candidates.length;
  const select = (tokens: number): SelectedShots => {
    const limits = { tokens, shots: settings.maxShots ?? unlimited };
    return selectShots(selection, candidates, limits, { goals, request: request ?? '' });
  };
  const fit = fitBudget(select, { base, candidates, settings, format, counter: source.counter });
  const exceeded = fit.isExceeded ? toExceeded(fit, settings.budget) : undefined;
  const omitted: readonly OmittedShot[] = [
    ...leftOut.filter(({ shot }) => isCandidate(shot)),
    ...fit.selected.omitted.map(({ candidate, message }) => ({ shot: candidate.shot, message })),
  ].toSorted((a, b) => a.shot.index - b.shot.index);
  return { ...fit.written, omitted, problems: [problem, exceeded].filter((one) => one !== undefined) };
}

const NO_GOALS: CoverageGoals = new Map();

/** Why shots cannot be chosen as they should; then all are included. */
function findProblem(
  candidates: readonly Candidate[],
  selection: Selection,
  request: string | undefined,
  goals: CoverageGoals,
): PromptProblem | undefined {
  if (candidates.length === 0) return { code: 'no-shots', message: say('noShots') };
  if (selection === 'similar' && request === undefined) return { code: 'request-missing', message: say('noRequest') };
  const isEmpty = candidates.every(({ shot }) => (goals.get(shot) ?? []).length === 0);
  if (selection !== 'coverage' || !isEmpty) return undefined;
  return { code: 'nothing-to-cover', message: say('nothingToCover') };
}

function toExceeded({ written }: Fit, budget = 0): PromptProblem {
  return {
    code: 'budget-exceeded',
    message: say('exceeded', { tokens: formatTokens(written.count), budget: groupDigits(budget) }),
  };
}

/** The content of a prompt without its shots. */
function toContent(
  { document, tools, project }: DocumentContext,
  system: string,
  request: string | undefined,
  usable: readonly Shot[],
): PromptContent {
  const { language } = document.detectedStyle;
  const style = { ...document.detectedStyle, labels: project.labels };
  let turns: ShotTurns | undefined;
  const getTurns = (): ShotTurns => {
    turns ??= createShotTurns(document, tools, usable);
    return turns;
  };
  return { system, tools: tools.tools, shots: [], request, style, language, getTurns };
}

function toCandidates(
  base: PromptContent,
  shots: readonly Shot[],
  { context, counter }: PromptSource,
  format: PromptFormat,
): readonly Candidate[] {
  const { tree } = context.document;
  const prompted = shots.map((shot): PromptShot => ({ shot, draft: toPromptDraft(context, shot) }));
  const { shots: texts } = format.write({ ...base, shots: prompted });
  return prompted.map((shot, index) => ({
    ...shot,
    count: counter.count(texts[index] ?? ''),
    request: shot.shot.request === undefined ? '' : blockText(tree, shot.shot.request).text,
  }));
}

/** A shot without what is only for its authors. */
function toPromptDraft({ document }: DocumentContext, shot: Shot): PromptShot['draft'] {
  const draft = toDraft(document.tree, shot);
  const rounds = draft.rounds.map((round) => ({ ...round, step: undefined }));
  return { ...draft, id: undefined, status: undefined, heading: undefined, rounds };
}

interface FitContext {
  readonly base: PromptContent;
  readonly candidates: readonly Candidate[];
  readonly settings: PromptSettings;
  readonly format: PromptFormat;
  readonly counter: TokenCounter;
}

interface Fit {
  readonly selected: SelectedShots;
  readonly written: Pick<Prompt, 'parts' | 'text' | 'count'>;
  readonly isExceeded: boolean;
}

/**
 * Chooses shots for what the budget leaves after the other parts. The tokens of a whole text can be a few more than
 * those of its parts; then the shots get less.
 */
function fitBudget(select: (tokens: number) => SelectedShots, fit: FitContext): Fit {
  const { budget = Number.POSITIVE_INFINITY } = fit.settings;
  const [first] = fit.candidates;
  const frame = writePrompt(fit, first === undefined ? [] : [{ candidate: first, why: NO_REASON }]);
  let left = budget - frame.count.tokens + (first?.count.tokens ?? 0);
  for (;;) {
    const selected = select(left);
    const written = writePrompt(fit, selected.chosen);
    const excess = written.count.tokens - budget;
    if (excess <= 0 || selected.chosen.length === 0) return { selected, written, isExceeded: excess > 0 };
    left -= excess;
  }
}

const NO_REASON = say('noShots');

function writePrompt({ base, format, counter }: FitContext, chosen: readonly Proposal[]): Fit['written'] {
  const content = { ...base, shots: chosen.map(({ candidate }) => candidate) };
  const texts = format.write(content);
  const parts = toParts(texts, chosen, counter);
  const text = format.join(texts, content);
  const count = format.extension === 'json' ? sumCounts(parts.map((part) => part.count)) : counter.count(text);
  return { parts, text, count };
}

function toParts(texts: PromptTexts, chosen: readonly Proposal[], counter: TokenCounter): readonly PromptPart[] {
  const part = (kind: PromptPart['kind'], text: string) => ({ kind, text, count: counter.count(text) });
  const parts: readonly PromptPart[] = [
    part('system', texts.system),
    part('tools', texts.tools),
    part('intro', texts.intro),
    ...chosen.map(({ candidate, why }, index) => {
      return { ...part('shot', texts.shots[index] ?? ''), shot: candidate.shot, why };
    }),
    part('request', texts.request),
  ];
  return parts.filter(({ text }) => text !== '');
}
