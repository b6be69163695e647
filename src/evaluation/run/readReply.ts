import {
  type CheckedCall,
  checkCalls,
  isObject,
  type JsonObject,
  type Project,
  parseShots,
  projectDocument,
  type ShotsDocument,
  slice,
  type ToolCatalog,
} from '../../core/index.ts';
import { type ChatToolCall, createAnswerFinder, type Masker, withoutEndTokens } from '../../generation/index.ts';
import type { ActualCall, ActualTurn } from '../matching/turns.ts';
import type { ModelReply } from './modelReply.ts';

/** What replies are read with. */
export interface ReplyContext {
  readonly tools: ToolCatalog;
  readonly project: Project;
  readonly form: 'tools' | 'text';
  readonly masker: Masker | undefined;
}

/** Reads what a model did: the calls of the protocol, else those in its text, in any notation that shots can have. */
export function readReply(reply: ModelReply, context: ReplyContext): ActualTurn {
  const text = toAnswer(context.masker?.unmaskReply(reply.text) ?? reply.text);
  const calls = reply.toolCalls.map((call) => readToolCall(call, context.masker));
  const written = readText(text, context);
  if (calls.length > 0) return { ...written, text, calls, isOtherNotation: context.form === 'text' };
  return { ...written, text, isOtherNotation: context.form === 'tools' && written.calls.length > 0 };
}

/** The text after the reasoning. */
function toAnswer(text: string): string {
  const start = createAnswerFinder()(text);
  return start === undefined ? '' : withoutEndTokens(text.slice(start)).trim();
}

/** Arguments nested deeper than this are not compared. */
const MAX_DEPTH = 100;

function readToolCall(call: ChatToolCall, masker: Masker | undefined): ActualCall {
  const name = masker?.unmask(call.name) ?? call.name;
  const values = parseArguments(call.arguments);
  if (values === undefined) return { name, values, text: masker?.unmask(call.arguments) ?? call.arguments };
  const unmasked = masker === undefined ? values : (masker.unmaskValue(values) as JsonObject);
  return { name, values: unmasked, text: JSON.stringify(unmasked) };
}

/** The object that the arguments are. No text at all is what some servers send for no arguments. */
function parseArguments(text: string): JsonObject | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !isDeeper(value, MAX_DEPTH) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}

/**
 * Reads a text as the round of a shot. A reply without labels is read as an action, so that a bare call counts too. A
 * model that goes on after the next observation has invented it: only the first round counts.
 */
function readText(text: string, context: ReplyContext): WrittenTurn {
  const { hasLabels, ...round } = parseRound('User: -\n', text, context);
  if (round.calls.length > 0 || hasLabels) return round;
  const { hasLabels: _, ...action } = parseRound('User: -\nAction: ', text, context);
  return action;
}

/** What can be read from text alone. */
type WrittenTurn = Pick<ActualTurn, 'calls' | 'step' | 'said'>;

function parseRound(before: string, text: string, { tools, project }: ReplyContext) {
  const tree = parseShots(`${before}${text}\n`, { labels: project.labels });
  const known = { isTool: (name: string) => tools.get(name) !== undefined, finish: project.finish };
  const document = projectDocument(tree, known);
  const [shot] = document.shots;
  const first = shot?.rounds.find((round) => round.acts);
  const step = first?.step?.number ?? first?.stepBlock?.label.number?.toString();
  const ends = shot?.answer !== undefined && (first === undefined || shot.answer.start < first.start);
  const own = new Set(ends ? [] : first?.actions);
  const [observed] = shot?.rounds.flatMap(({ observations }) => observations) ?? [];
  return {
    said: observed === undefined ? text : text.slice(0, observed.start - before.length).trim(),
    calls: checkCalls(document, tools)
      .filter(({ site }) => !site.mention && own.has(site.block))
      .map((checked) => toActualCall(document, checked)),
    hasLabels: (shot?.blocks.length ?? 0) > 1,
    step,
  };
}

function toActualCall({ text }: ShotsDocument, { site, values, surplus }: CheckedCall): ActualCall {
  const { call } = site;
  const isBroken =
    call.unreadable === true || surplus.length > 0 || call.problems.some(({ kind }) => kind === 'syntax');
  return { name: call.name.text, values: isBroken ? undefined : values, text: slice(text, call) };
}
