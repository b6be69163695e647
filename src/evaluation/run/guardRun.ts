import { defineMessages } from '../../core/index.ts';
import {
  type ConsentQuestion,
  createLinkedStop,
  estimateRequestTokens,
  type Masker,
  type ModelErrorCode,
  runConcurrently,
  type StopSignal,
} from '../../generation/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { BrokenAttempt } from './caseResult.ts';
import type { EvaluationServices, RunEvent } from './events.ts';
import { maskRequest } from './maskRequest.ts';

const say = defineMessages({
  nothing: { en: 'There is no shot to test.', 'zh-CN': '没有可评测的示例。' },
});

/** What may be sent. */
export interface Permission {
  readonly masker: Masker | undefined;
}

/**
 * Says what a run would send, and asks whether it may. A run that must not has ended when this returns undefined.
 * `requests` is the number of requests at most.
 */
export async function* guardRun(
  cases: readonly EvaluationCase[],
  requests: number,
  services: EvaluationServices,
): AsyncGenerator<RunEvent, Permission | undefined> {
  if (cases.length === 0) {
    yield { kind: 'problem', code: 'no-cases', problem: say('nothing') };
    yield { kind: 'done', outcome: 'refused' };
    return undefined;
  }
  return yield* askPermission(createQuestion(cases, requests, services), services);
}

/** Says what would be sent, and asks whether it may. What must not be sent has ended when this returns undefined. */
export async function* askPermission(
  question: ConsentQuestion,
  services: Pick<EvaluationServices, 'model' | 'masker'>,
): AsyncGenerator<RunEvent, Permission | undefined> {
  const { chat, guard } = services.model;
  const { estimatedTokens: tokens, requests } = question;
  yield { kind: 'planned', requests, tokens, origin: chat.destination.origin, model: chat.name };
  const verdict = await guard(question);
  if (verdict.kind === 'send') {
    return { masker: verdict.level === undefined ? undefined : services.masker(verdict.level) };
  }
  if (verdict.kind === 'refuse') yield { kind: 'problem', code: 'not-sent', problem: verdict.problem };
  yield { kind: 'done', outcome: verdict.kind === 'refuse' ? 'refused' : 'cancelled' };
  return undefined;
}

/** About how many tokens a turn has, before any is known. */
export const REPLY_TOKENS = 120;
/** Prompts of one document have nearly the same size: this many are measured. */
const MAX_MEASURED = 20;

function createQuestion(
  cases: readonly EvaluationCase[],
  requests: number,
  { model, masker }: EvaluationServices,
): ConsentQuestion {
  const stride = Math.max(1, Math.floor(cases.length / MAX_MEASURED));
  const measured = cases.filter((_, index) => index % stride === 0).map((test) => test.request());
  const mean = measured.reduce((sum, request) => sum + estimateRequestTokens(request), 0) / measured.length;
  const [plain = { messages: [] }] = measured;
  const estimatedReply = requests * REPLY_TOKENS;
  return {
    destination: model.chat.destination,
    model: model.chat.name,
    plain,
    masked: (level) => maskRequest(plain, masker(level)),
    requests,
    estimatedTokens: Math.round(mean * requests) + estimatedReply,
    estimatedReply,
    requiredLevel: undefined,
    isModelNeeded: true,
  };
}

/** Errors after which every other request would fail in the same way. */
const FATAL: ReadonlySet<ModelErrorCode> = new Set<ModelErrorCode>([
  'no-model',
  'no-key',
  'wrong-key',
  'forbidden',
  'unknown-model',
  'wrong-address',
  'quota',
  'unreachable',
  'redirect',
]);

/**
 * Works on items, a few at a time, until all are done, the user stops, or the server refuses everything. `findBroken`
 * returns the request that an event reports as having no reply.
 */
export async function* runUntilRefused<Item, Event>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, signal: StopSignal) => AsyncIterable<Event>,
  findBroken: (event: Event) => readonly BrokenAttempt[],
  signal: StopSignal,
): AsyncGenerator<Event | RunEvent> {
  const stop = createLinkedStop(signal);
  let fatal: BrokenAttempt | undefined;
  const events = runConcurrently(items, concurrency, (item) => work(item, stop.signal), stop.stop);
  for await (const event of events) {
    if (fatal !== undefined) continue;
    yield event;
    fatal = findBroken(event).find(({ code }) => FATAL.has(code));
    if (fatal !== undefined) stop.stop();
  }
  if (fatal !== undefined) yield { kind: 'problem', code: fatal.code, problem: fatal.problem };
  yield { kind: 'done', outcome: fatal !== undefined ? 'failed' : signal.aborted ? 'stopped' : 'complete' };
}
