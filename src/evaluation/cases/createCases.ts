import {
  type CheckedCall,
  checkCalls,
  defineMessages,
  type Language,
  type Round,
  renderMessage,
  type Shot,
} from '../../core/index.ts';
import type { ChatMessage, ChatRequest } from '../../generation/index.ts';
import { NO_RULES } from '../matching/matchRules.ts';
import type { ExpectedTurn, NamedCall } from '../matching/turns.ts';
import {
  type EvaluationCase,
  type EvaluationSource,
  getShotName,
  type PromptOptions,
  type SkippedShot,
  type SkipReason,
} from './evaluationCase.ts';
import { type History, toTextMessages, toToolMessages } from './history.ts';
import { promptWords } from './promptWords.ts';
import { createShotChooser, NO_SHOTS, type ShownShots } from './shownShots.ts';
import { createStepLookup } from './stepsOfTools.ts';
import { readTurnRules } from './turnRules.ts';

const say = defineMessages({
  noRequest: { en: 'it has no request', 'zh-CN': '没有用户请求' },
  noRounds: { en: 'it has no action and no answer', 'zh-CN': '没有行动，也没有回答' },
});

/** The cases of some documents, and the shots that make none. */
export interface CaseList {
  readonly cases: readonly EvaluationCase[];
  readonly skipped: readonly SkippedShot[];
}

/** Makes a case of every round that acts, and of the answer. */
export function createCases(sources: readonly EvaluationSource[], options: PromptOptions): CaseList {
  const choose = createShotChooser(sources, options);
  const skipped: SkippedShot[] = [];
  const ids = new Set<string>();
  const cases = sources.flatMap((source) => {
    if (source.isTested === false) return [];
    const context = createSourceContext(source, options);
    return source.document.shots.flatMap((shot) => {
      const reason = getSkipReason(source, shot);
      if (reason !== undefined) {
        skipped.push({ uri: source.uri, shot, ...reason });
        return [];
      }
      return shotCases(
        context,
        shot,
        choose(source, shot),
        toUniqueId(`${source.uri}#${getShotName(shot)}`, shot, ids),
      );
    });
  });
  return { cases, skipped };
}

/** Two shots with one id are distinguished by their number. */
function toUniqueId(id: string, { index }: Shot, ids: Set<string>): string {
  const unique = ids.has(id) ? `${id}~${index + 1}` : id;
  ids.add(unique);
  return unique;
}

function getSkipReason({ skipped }: EvaluationSource, shot: Shot): SkipReason | undefined {
  const reason = skipped.get(shot);
  if (reason !== undefined) return reason;
  if (shot.request === undefined) return { code: 'no-request', message: say('noRequest') };
  const acts = shot.answer !== undefined || shot.rounds.some((round) => round.acts);
  return acts ? undefined : { code: 'no-rounds', message: say('noRounds') };
}

/** What all cases of a document share. */
interface SourceContext {
  readonly source: EvaluationSource;
  readonly options: PromptOptions;
  readonly language: Language;
  readonly calls: ReadonlyMap<Shot, readonly CheckedCall[]>;
  readonly toolText: string;
  readonly stepsOfTool: (name: string) => readonly string[];
}

function createSourceContext(source: EvaluationSource, options: PromptOptions): SourceContext {
  const calls = new Map<Shot, CheckedCall[]>();
  for (const checked of checkCalls(source.document, source.tools)) {
    if (checked.site.mention) continue;
    const { shot } = checked.site;
    const list = calls.get(shot) ?? [];
    if (list.length === 0) calls.set(shot, list);
    list.push(checked);
  }
  const { language } = source.document.detectedStyle;
  const toolText = source.tools.tools
    .map(({ name, description, parameters }) => `## ${name}\n${description}\n${JSON.stringify(parameters)}`)
    .join('\n\n');
  return { source, options, language, calls, toolText, stepsOfTool: createStepLookup(source.procedures) };
}

function shotCases(context: SourceContext, shot: Shot, shown: ShownShots, id: string): readonly EvaluationCase[] {
  const all = context.calls.get(shot) ?? [];
  const callsOf = (round: Round) =>
    all.filter(({ site: { block } }) => round.start <= block.start && block.start < round.end);
  const history: History = { document: context.source.document, shot, callsOf };
  const make = (round: Round | undefined, index: number): EvaluationCase => {
    const calls = round === undefined ? [] : callsOf(round);
    return {
      id: `${id}/${round === undefined ? 'answer' : index + 1}`,
      source: context.source,
      shot,
      round,
      roundIndex: index,
      expected: toExpectedTurn(context, shot, round, calls, all),
      calls,
      shown: shown.texts.length,
      shownShots: shown.shots,
      nearest: shown.nearest,
      request: () => toRequest(context, history, shown, index),
      requestWithoutShots: () => toRequest(context, history, NO_SHOTS, index),
    };
  };
  const rounds = shot.rounds.filter((round) => round.acts).map((round) => make(round, round.index));
  return shot.answer === undefined ? rounds : [...rounds, make(undefined, shot.rounds.length)];
}

function toExpectedTurn(
  { source, stepsOfTool }: SourceContext,
  shot: Shot,
  round: Round | undefined,
  calls: readonly CheckedCall[],
  all: readonly CheckedCall[],
): ExpectedTurn {
  const written = round?.step?.number ?? round?.stepBlock?.label.number?.toString();
  return {
    calls: calls.map(toNamedCall),
    otherCalls: all.filter((call) => !calls.includes(call)).map(toNamedCall),
    rules: round === undefined ? NO_RULES : readTurnRules(source.document, shot, round),
    steps:
      written === undefined ? [...new Set(calls.flatMap(({ site }) => stepsOfTool(site.call.name.text)))] : [written],
  };
}

function toNamedCall({ site, values }: CheckedCall): NamedCall {
  return { name: site.call.name.text, values };
}

function toRequest(context: SourceContext, history: History, shown: ShownShots, round: number): ChatRequest {
  const { options, source } = context;
  const isText = options.form === 'text' || source.tools.tools.length === 0;
  const system: ChatMessage = { role: 'system', content: toSystemText(context, shown, isText) };
  const rest = isText ? toTextMessages(history, round) : toToolMessages(history, round);
  const tools = source.tools.tools.map(({ name, description, parameters }) => ({ name, description, parameters }));
  return {
    messages: [system, ...rest],
    ...(isText ? {} : { tools }),
    temperature: options.temperature,
    maxTokens: options.maxTokens,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
}

function toSystemText({ language, source, toolText }: SourceContext, { texts }: ShownShots, isText: boolean): string {
  const t = (key: Parameters<typeof promptWords>[0]): string => renderMessage(promptWords(key), language);
  const procedures = source.procedures.map(({ text }) => withoutFrontMatter(text)).join('\n\n');
  const intro = texts.length > 0 ? t(isText ? 'text' : 'tools') : t(isText ? 'zeroText' : 'zeroTools');
  return [
    intro,
    ...(procedures === '' ? [] : [`${t('procedure')}\n\n${procedures}`]),
    ...(isText && toolText !== '' ? [`${t('toolList')}\n\n${toolText}`] : []),
    ...(texts.length > 0 ? [`${t('examples')}\n\n${texts.join('\n\n')}`] : []),
  ].join('\n\n');
}

/** Front matter names files, which the model does not have. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^\uFEFF?---\r?\n(?:.*\r?\n)*?---(?:\r?\n|$)/, '').trim();
}
