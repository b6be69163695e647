import {
  addTokens,
  type ChatMessage,
  type ChatRequest,
  type Masker,
  NO_TOKENS,
  type StopSignal,
  type TokenUsage,
} from '../../generation/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import { toCallId } from '../cases/history.ts';
import { createStepLookup } from '../cases/stepsOfTools.ts';
import { type MatchContext, matchTurn } from '../matching/matchTurn.ts';
import type { ActualTurn, MatchProblem } from '../matching/turns.ts';
import { askModel, getUsage, type ReceivedReply } from '../run/askModel.ts';
import type { BrokenAttempt } from '../run/caseResult.ts';
import type { EvaluationServices, RunEvent } from '../run/events.ts';
import { guardRun, runUntilRefused } from '../run/guardRun.ts';
import { maskRequest } from '../run/maskRequest.ts';
import { type ReplyContext, readReply } from '../run/readReply.ts';
import type { Episode, FreeRunEnd, FreeRunResult } from './freeRunResult.ts';
import { findRecordedCalls, getObservations, type RecordedCall } from './recordedResults.ts';

/** How a free run goes about its work. */
export interface FreeRunOptions {
  readonly form: 'tools' | 'text';
  /** Shots under way at once. */
  readonly concurrency: number;
}

/** What happens in a free run. */
export type FreeRunEvent =
  | RunEvent
  | { readonly kind: 'started'; readonly episode: Episode }
  | { readonly kind: 'result'; readonly result: FreeRunResult };

/** The shots of some cases. */
export function toEpisodes(cases: readonly EvaluationCase[]): readonly Episode[] {
  const episodes = new Map<EvaluationCase['shot'], EvaluationCase[]>();
  for (const test of cases) {
    const own = episodes.get(test.shot);
    if (own === undefined) episodes.set(test.shot, [test]);
    else own.push(test);
  }
  return [...episodes].flatMap(([shot, own]) => {
    const [first] = own;
    return first === undefined
      ? []
      : [{ id: first.id.replace(/\/[^/]*$/, ''), source: first.source, shot, cases: own }];
  });
}

/**
 * Lets a model go through each shot by its own calls. Each call gets the observation that the author recorded for it; where
 * none is recorded the episode stops. Throws only programmer errors.
 */
export async function* runFreely(
  episodes: readonly Episode[],
  options: FreeRunOptions,
  services: EvaluationServices,
  signal: StopSignal,
): AsyncGenerator<FreeRunEvent> {
  const cases = episodes.flatMap((episode) => episode.cases);
  const permission = yield* guardRun(cases, cases.length, services);
  if (permission === undefined) return;
  const run = { options, services, masker: permission.masker };
  yield* runUntilRefused<Episode, FreeRunEvent>(
    episodes,
    options.concurrency,
    (episode, stop) => runEpisode(episode, run, stop),
    (event) => (event.kind === 'result' && event.result.broken !== undefined ? [event.result.broken] : []),
    signal,
  );
}

interface FreeRun {
  readonly options: FreeRunOptions;
  readonly services: EvaluationServices;
  readonly masker: Masker | undefined;
}

/** A model that makes the same turn so often goes round in circles. */
const MAX_EQUAL_TURNS = 3;

/** Turns beyond the author's before an episode counts as a loop. */
const MAX_MORE_TURNS = 4;

async function* runEpisode(episode: Episode, run: FreeRun, signal: StopSignal): AsyncGenerator<FreeRunEvent> {
  const [first] = episode.cases;
  if (first === undefined || signal.aborted) return;
  yield { kind: 'started', episode };
  const start = first.request();
  const progress = new Progress(episode, run.options.form);
  const messages: ChatMessage[] = [...start.messages];
  for (;;) {
    const request = maskRequest({ ...start, messages }, run.masker);
    const received = yield* askModel(request, '', run.services, signal);
    if (received === undefined) return;
    if (received.kind === 'broken') return yield { kind: 'result', result: progress.toResult('error', received) };
    const turn = readReply(received.reply, toReplyContext(episode, run));
    progress.count(turn, request, received);
    const next = progress.follow(turn);
    if (next.kind === 'end') return yield { kind: 'result', result: progress.toResult(next.end) };
    messages.push(...toMessages(turn, next.results, progress.turnCount, run.options.form));
  }
}

function toReplyContext({ source }: Episode, { options, masker }: FreeRun): ReplyContext {
  return { tools: source.tools, project: source.project, form: options.form, masker };
}

/** What comes after a turn: the results of its calls (of words one, what the customer says), or the end. */
type Next =
  | { readonly kind: 'results'; readonly results: readonly string[] }
  | { readonly kind: 'end'; readonly end: FreeRunEnd };

/** The turn of the model and what came back, as the next request has them. */
function toMessages(
  { calls, said }: ActualTurn,
  results: readonly string[],
  turn: number,
  form: 'tools' | 'text',
): readonly ChatMessage[] {
  if (calls.length === 0 || form === 'text') {
    const heard = results.filter((text) => text !== '').join('\n');
    return [
      { role: 'assistant', content: said },
      { role: 'user', content: heard },
    ];
  }
  const toolCalls = calls.map(({ name, values = {} }, index) => {
    return { id: toCallId(turn, index), name, arguments: JSON.stringify(values) };
  });
  return [
    { role: 'assistant', content: said, toolCalls },
    ...toolCalls.map(({ id }, index): ChatMessage => {
      return { role: 'tool', content: results[index] ?? '', toolCallId: id };
    }),
  ];
}

/** How far a model has come in an episode. */
class Progress {
  readonly #episode: Episode;
  readonly #form: 'tools' | 'text';
  readonly #context: MatchContext;
  readonly #turns: ActualTurn[] = [];
  readonly #problems: MatchProblem[] = [];
  readonly #made = new Set<string>();
  readonly #passedBy = new Set<number>();
  readonly #spoken = new Set<number>();
  readonly #equalTurns = new Map<string, number>();
  #usage: TokenUsage = NO_TOKENS;
  #asked: TokenUsage = NO_TOKENS;
  #isEstimated = false;
  #milliseconds = 0;

  constructor(episode: Episode, form: 'tools' | 'text') {
    const { tools, procedures } = episode.source;
    this.#episode = episode;
    this.#form = form;
    this.#context = { tools, stepsOfTool: createStepLookup(procedures) };
  }

  get turnCount(): number {
    return this.#turns.length;
  }

  count(turn: ActualTurn, request: ChatRequest, { reply, isCached }: ReceivedReply): void {
    const usage = getUsage(request, reply);
    this.#turns.push(turn);
    this.#usage = addTokens(this.#usage, usage);
    if (!isCached) this.#asked = addTokens(this.#asked, usage);
    this.#isEstimated ||= reply.usage === undefined;
    this.#milliseconds += reply.milliseconds;
  }

  follow(turn: ActualTurn): Next {
    return turn.calls.length === 0 ? this.#followWords(turn) : this.#followCalls(turn);
  }

  /** Words are right where the author speaks next; then the customer says what was recorded. */
  #followWords(turn: ActualTurn): Next {
    const index = this.#next();
    const test = this.#episode.cases[index];
    if (test === undefined) return { kind: 'end', end: 'finished' };
    if (test.calls.length > 0) return this.#stop('ended-early', turn);
    this.#spoken.add(index);
    const results = getObservations(test, this.#form);
    const following = this.#episode.cases[this.#next()];
    if (results.length === 0 && following !== undefined && following.calls.length === 0) {
      // Nobody answers between the words of the last round and those of the answer.
      this.#spoken.add(this.#next());
    }
    if (this.#next() === this.#episode.cases.length) return { kind: 'end', end: 'finished' };
    return results.length === 0 ? this.#stop('no-observation', turn) : this.#goOn(turn, [results.join('\n')]);
  }

  #followCalls(turn: ActualTurn): Next {
    const { cases } = this.#episode;
    const found = findRecordedCalls(cases, (call) => this.#isMade(call), turn, this.#context);
    if (found === undefined) return this.#stop('no-observation', turn);
    this.#noteOrder(turn, found);
    for (const { round, call } of found) this.#made.add(`${round}/${call}`);
    const results = found.map((call) => this.#resultOf(call));
    if (this.#next() === cases.length && results.every((text) => text === '')) return { kind: 'end', end: 'finished' };
    return results.every((text) => text === '') ? this.#stop('no-observation', turn) : this.#goOn(turn, results);
  }

  /** Fewer observations than calls belong to all of them: the first call gets them. */
  #resultOf({ round, call }: RecordedCall): string {
    const test = this.#episode.cases[round];
    if (test === undefined) return '';
    const observations = getObservations(test, this.#form);
    if (observations.length < test.calls.length) return call === 0 ? observations.join('\n') : '';
    const isLast = call === test.calls.length - 1;
    return isLast ? observations.slice(call).join('\n') : (observations[call] ?? '');
  }

  #noteOrder(turn: ActualTurn, found: readonly RecordedCall[]): void {
    const { cases } = this.#episode;
    const before = this.#next();
    for (const [actualCall, recorded] of found.entries()) {
      const actual = turn.calls[actualCall]?.name ?? '';
      if (this.#isMade(recorded)) this.#problems.push({ code: 'repeated-call', path: [], actualCall, actual });
      else if (recorded.round > before) {
        const isDue = cases.slice(before, recorded.round).some(({ calls }) => calls.length > 0);
        const code = isDue ? 'wrong-order' : 'call-instead-of-text';
        this.#problems.push({ code, path: [], actualCall, actual });
        // Words that the author says before are not said any more.
        for (let index = before; index < recorded.round; index++) {
          if (cases[index]?.calls.length === 0) this.#passedBy.add(index);
        }
      }
    }
  }

  #goOn(turn: ActualTurn, results: readonly string[]): Next {
    const key = JSON.stringify([
      turn.calls.map(({ name, values }) => [name, values]),
      turn.calls.length === 0 && turn.text,
    ]);
    const count = (this.#equalTurns.get(key) ?? 0) + 1;
    this.#equalTurns.set(key, count);
    const isEndless = count >= MAX_EQUAL_TURNS || this.#turns.length >= this.#episode.cases.length + MAX_MORE_TURNS;
    return isEndless ? { kind: 'end', end: 'loop' } : { kind: 'results', results };
  }

  /** Ends the episode, with what the author does instead. */
  #stop(end: FreeRunEnd, turn: ActualTurn): Next {
    const expected = this.#episode.cases[this.#next()]?.expected;
    if (expected !== undefined) this.#problems.push(...matchTurn(expected, turn, this.#context).problems);
    return { kind: 'end', end };
  }

  /** The index of the first case that is not done; the number of cases if all are. */
  #next(): number {
    const index = this.#episode.cases.findIndex((_, round) => !this.#isDone(round) && !this.#passedBy.has(round));
    return index === -1 ? this.#episode.cases.length : index;
  }

  #isMade({ round, call }: RecordedCall): boolean {
    return this.#made.has(`${round}/${call}`);
  }

  #isDone(round: number): boolean {
    const calls = this.#episode.cases[round]?.calls ?? [];
    if (calls.length === 0) return this.#spoken.has(round);
    return calls.every((_, call) => this.#isMade({ round, call }));
  }

  toResult(end: FreeRunEnd, broken?: BrokenAttempt): FreeRunResult {
    const { cases } = this.#episode;
    const reached = cases.filter((_, round) => this.#isDone(round)).length;
    const isRight = this.#problems.every(({ code }) => code === 'wrong-step');
    return {
      episode: this.#episode,
      end,
      passed: end === 'finished' && reached === cases.length && isRight,
      reached,
      problems: this.#problems,
      turns: this.#turns,
      broken,
      usage: this.#usage,
      asked: this.#asked,
      isUsageEstimated: this.#isEstimated,
      milliseconds: this.#milliseconds,
    };
  }
}
