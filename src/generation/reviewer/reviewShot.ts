import { defineMessages } from '../../core/index.ts';
import { type ChatRequest, ModelError, type TokenUsage } from '../model.ts';
import type { ConsentQuestion } from '../privacy/guard.ts';
import type { PromptSource } from '../prompt/prompt.ts';
import { withoutComments } from '../prompt/withoutComments.ts';
import type { GenerationEvent } from '../run/events.ts';
import { toJournalKey } from '../run/journal.ts';
import type { GuardedModel } from '../run/services.ts';
import { countTokens, type ModelRun, type Run } from '../run/state.ts';
import { estimateRequestTokens, estimateTokens } from '../tokens.ts';
import type { Reviewer, ShotReview } from './review.ts';
import { createReviewRequest, readVerdict } from './reviewRequest.ts';

const say = defineMessages({
  noVerdict: {
    en: 'The reply of the reviewer {model} contains no verdict. The shot is marked as not reviewed.',
    'zh-CN': '审阅模型 {model} 的回复中没有结论，示例已标记为未审阅。',
  },
});

/** About as long as a verdict is. */
const TOKENS_PER_VERDICT = 60;

/**
 * What is to be allowed before the first shot is reviewed. The shots do not exist yet, so the example of the prompt takes
 * the place of one.
 *
 * @param count of shots, each of which is one request.
 */
export function createReviewQuestion(
  { services }: Run,
  { chat }: GuardedModel,
  source: PromptSource,
  count: number,
): ConsentQuestion {
  const example = withoutComments(source.example);
  const plain = createReviewRequest(source, example, undefined);
  return {
    destination: chat.destination,
    model: chat.name,
    plain,
    masked: (level) => createReviewRequest(source, example, services.masker(level)),
    requests: count,
    estimatedTokens: (estimateRequestTokens(plain) + TOKENS_PER_VERDICT) * count,
    estimatedReply: TOKENS_PER_VERDICT * count,
    requiredLevel: undefined,
    isModelNeeded: true,
  };
}

/** Asks the reviewer about a shot. A failure is reported once per run and becomes the review of every further shot. */
export async function* reviewShot(
  run: ModelRun,
  reviewer: Reviewer,
  shot: string,
): AsyncGenerator<GenerationEvent, ShotReview> {
  const model = reviewer.chat.name;
  if (run.totals.reviewFailure !== undefined) return { model, accept: undefined, code: run.totals.reviewFailure };
  const request = createReviewRequest(run.source, shot, reviewer.masker);
  try {
    const reply = yield* askReviewer(run, reviewer, request);
    const verdict = readVerdict(reply, reviewer.masker);
    if (verdict !== undefined) return { model, ...verdict };
    yield { kind: 'problem', code: 'no-verdict', problem: say('noVerdict', { model }) };
    return { model, accept: undefined, code: 'no-verdict' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const isFirst = run.totals.reviewFailure === undefined;
    run.totals.reviewFailure = error.code;
    if (isFirst && error.code !== 'stopped') yield { kind: 'problem', code: error.code, problem: error.problem };
    return { model, accept: undefined, code: error.code };
  }
}

async function* askReviewer(
  run: ModelRun,
  { chat, masker }: Reviewer,
  request: ChatRequest,
): AsyncGenerator<GenerationEvent, string> {
  const { journal } = run.services;
  const key = toJournalKey(chat.name, request, 0);
  const known = journal?.get(key);
  yield { kind: 'request', request, destination: chat.destination, resumed: known !== undefined };
  if (known !== undefined) return known.text;
  run.totals.requests++;
  let text = '';
  let usage: TokenUsage | undefined;
  for await (const event of chat.stream(request, run.signal)) {
    if (event.kind === 'text') text += event.text;
    else if (event.kind === 'tool-call') text += event.call.arguments;
    else if (event.kind === 'usage') usage = event.usage;
    else if (event.kind === 'wait') yield event;
  }
  const counted = usage ?? { inputTokens: estimateRequestTokens(request), outputTokens: estimateTokens(text) };
  // A reply without a verdict is not stored, so that the next run asks again.
  if (readVerdict(text, masker) !== undefined) await journal?.add({ key, text, finish: 'stop', usage: counted });
  yield countTokens(run, counted, usage === undefined, 'reviewer');
  return text;
}
