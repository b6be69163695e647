import {
  type ChatEvent,
  type ChatRequest,
  type ChatToolCall,
  type FinishReason,
  ModelError,
  type TokenUsage,
} from '../model.ts';
import { createUnmaskStream } from '../privacy/unmaskStream.ts';
import { createReplyReader, type ReplyReader } from '../reply/replyReader.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { estimateRequestTokens, estimateTokens } from '../tokens.ts';
import type { GenerationEvent } from './events.ts';
import { toJournalKey } from './journal.ts';
import { countTokens, type ModelRun } from './state.ts';

/** A shot that became complete within a reply; not for the outside. */
export interface ContentEvent {
  readonly kind: 'content';
  readonly content: ShotContent;
}

/** The shot that is being written, as far as it has come; not for the outside either. */
export interface PartialEvent {
  readonly kind: 'begun';
  readonly content: ShotContent;
}

/** Number of new characters after which an incomplete shot is printed again. */
const CHARACTERS_PER_UPDATE = 24;

/** How a reply ended. `failure` is the error that cut it off; complete shots were already yielded. */
export interface ReplyEnd {
  readonly finish: FinishReason | 'cut-off' | 'stopped';
  readonly failure: ModelError | undefined;
  /** True if nothing but white space came. */
  readonly empty: boolean;
  /** True if the reply is from the journal. */
  readonly resumed: boolean;
  /** True if the server sent reasoning apart from the reply. */
  readonly reasoned: boolean;
  /** Names of the tools that the model called instead of writing them down. */
  readonly calledTools: readonly string[];
}

/**
 * Sends one request, unless the journal has its reply, and yields shots as they become complete. A reply that is cut
 * off after its start ends normally; earlier failures are thrown.
 */
export async function* sendRequest(
  run: ModelRun,
  request: ChatRequest,
  queue: number,
  repetition: number,
): AsyncGenerator<RequestEvent, ReplyEnd> {
  const { chat, services } = run;
  const key = toJournalKey(chat.name, request, repetition);
  const known = services.journal?.get(key);
  yield { kind: 'request', request, destination: chat.destination, resumed: known !== undefined };
  if (known !== undefined) {
    const reader = createReplyReader(services.knownTools, run.masker);
    yield* toContentEvents([...reader.push(known.text), ...reader.end(isCompleteReply(known.finish))]);
    return { ...NORMAL_END, finish: known.finish, empty: known.text.trim() === '', resumed: true };
  }
  run.totals.requests++;
  const { end, shots, text, usage } = yield* receiveReply(run, request, queue);
  const counted = usage ?? { inputTokens: estimateRequestTokens(request), outputTokens: estimateTokens(text) };
  // A reply without shots is not stored, so that the next run asks again.
  if (shots > 0) await services.journal?.add({ key, text, finish: end.finish, usage: counted });
  yield countTokens(run, counted, usage === undefined);
  return end;
}

type RequestEvent = GenerationEvent | ContentEvent | PartialEvent;

export const NORMAL_END: ReplyEnd = {
  finish: 'other',
  failure: undefined,
  empty: false,
  resumed: false,
  reasoned: false,
  calledTools: [],
};

interface ReceivedReply {
  readonly end: ReplyEnd;
  readonly text: string;
  readonly shots: number;
  readonly usage: TokenUsage | undefined;
}

/** What a reply consists of besides its text. */
interface ReplyState {
  end: ReplyEnd;
  usage: TokenUsage | undefined;
  readonly calls: ChatToolCall[];
  shots: number;
  /** Length of the text when its last shot was shown. */
  seen: number;
}

async function* receiveReply(
  run: ModelRun,
  request: ChatRequest,
  queue: number,
): AsyncGenerator<RequestEvent, ReceivedReply> {
  const { chat, masker, services } = run;
  const reader = createReplyReader(services.knownTools, masker);
  const shown = createUnmaskStream(masker ?? { unmask: (text) => text });
  const state: ReplyState = { end: NORMAL_END, usage: undefined, calls: [], shots: 0, seen: 0 };
  try {
    for await (const event of chat.stream(request, run.signal)) {
      if (event.kind === 'text') {
        yield { kind: 'words', queue, text: shown.push(event.text) };
        yield* readText(reader, event.text, state);
      } else if (event.kind === 'wait') yield event;
      else recordEvent(state, event);
    }
  } catch (error) {
    if (!(error instanceof ModelError) || reader.text === '') throw error;
    state.end = { ...state.end, failure: error, finish: error.code === 'stopped' ? 'stopped' : 'cut-off' };
  }
  yield { kind: 'words', queue, text: shown.end() };
  const rest = [...convertCalls(reader, state.calls), ...reader.end(isCompleteReply(state.end.finish))];
  yield* toContentEvents(rest);
  const empty = reader.text.trim() === '';
  const end = { ...state.end, empty, calledTools: getToolNames(state.calls, masker) };
  return { end, text: reader.text, shots: state.shots + rest.length, usage: state.usage };
}

function* readText(reader: ReplyReader, text: string, state: ReplyState): Generator<ContentEvent | PartialEvent> {
  const complete = reader.push(text);
  state.shots += complete.length;
  yield* toContentEvents(complete);
  if (complete.length === 0 && reader.text.length - state.seen < CHARACTERS_PER_UPDATE) return;
  state.seen = reader.text.length;
  if (reader.partial !== undefined) yield { kind: 'begun', content: reader.partial };
}

function recordEvent(state: ReplyState, event: ChatEvent): void {
  if (event.kind === 'tool-call') state.calls.push(event.call);
  else if (event.kind === 'reasoning') state.end = { ...state.end, reasoned: true };
  else if (event.kind === 'usage') state.usage = event.usage;
  else if (event.kind === 'finish') state.end = { ...state.end, finish: event.reason };
}

/** Some servers turn structured output into a call: its arguments are the reply. */
function convertCalls(reader: ReplyReader, calls: readonly ChatToolCall[]): readonly ShotContent[] {
  return reader.text.trim() === '' ? calls.flatMap((call) => reader.push(`${call.arguments}\n`)) : [];
}

/** A name is printed on terminals: only names that tools can have are passed on. */
function getToolNames(calls: readonly ChatToolCall[], masker: ModelRun['masker']): readonly string[] {
  return calls.flatMap(({ name }) => (/^[\w.-]{1,64}$/.test(name) ? [masker?.unmask(name) ?? name] : []));
}

function isCompleteReply(finish: ReplyEnd['finish']): boolean {
  return finish !== 'length' && finish !== 'cut-off' && finish !== 'stopped' && finish !== 'content-filter';
}

function* toContentEvents(shots: readonly ShotContent[]): Generator<ContentEvent> {
  for (const content of shots) yield { kind: 'content', content };
}
