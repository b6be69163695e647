import { type ChatRequest, type FinishReason, ModelError, type TokenUsage } from '../model.ts';
import { createUnmaskStream } from '../privacy/unmaskStream.ts';
import { createReplyReader } from '../reply/replyReader.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { estimateRequestTokens, estimateTokens } from '../tokens.ts';
import type { GenerationEvent } from './events.ts';
import { journalKey } from './journal.ts';
import { countTokens, type ModelRun } from './state.ts';

/** A shot that became complete within a reply; not for the outside. */
export interface ContentEvent {
  readonly kind: 'content';
  readonly content: ShotContent;
}

/** The shot that is being written, as far as it has come; not for the outside either. */
export interface BegunEvent {
  readonly kind: 'begun';
  readonly content: ShotContent;
}

/** A shot that is being written is shown anew when so many characters have come, or it would be printed for each. */
const showEvery = 24;

/** How a reply ended. `failure` is what broke it off; what was complete before has been passed on. */
export interface ReplyEnd {
  readonly finish: FinishReason | 'cut-off' | 'stopped';
  readonly failure: ModelError | undefined;
  /** True if nothing but white space came. */
  readonly empty: boolean;
}

/**
 * Sends one request, unless the journal has its reply, and passes on shots as they become complete. A reply that
 * breaks off after it began is an end like others; failures before that are thrown.
 */
export async function* ask(
  run: ModelRun,
  request: ChatRequest,
  lane: number,
  repetition: number,
): AsyncGenerator<GenerationEvent | ContentEvent | BegunEvent, ReplyEnd> {
  const { chat, masker, services } = run;
  const key = journalKey(chat.name, request, repetition);
  const known = services.journal?.get(key);
  const reader = createReplyReader(services.knownTools, masker);
  yield { kind: 'request', request, destination: chat.destination, resumed: known !== undefined };
  if (known !== undefined) {
    yield* contents([...reader.push(known.text), ...reader.end(isWhole(known.finish))]);
    return { finish: known.finish, failure: undefined, empty: known.text.trim() === '' };
  }
  run.totals.requests++;
  const shown = createUnmaskStream(masker ?? { unmask: (text) => text });
  let usage: TokenUsage | undefined;
  let finish: ReplyEnd['finish'] = 'other';
  let failure: ModelError | undefined;
  let brought = 0;
  const passOn = (shots: readonly ShotContent[]): Generator<ContentEvent> => {
    brought += shots.length;
    return contents(shots);
  };
  let seen = 0;
  try {
    for await (const event of chat.stream(request, run.signal)) {
      if (event.kind === 'text') {
        yield { kind: 'words', lane, text: shown.push(event.text) };
        const complete = reader.push(event.text);
        yield* passOn(complete);
        if (complete.length === 0 && reader.text.length - seen < showEvery) continue;
        seen = reader.text.length;
        if (reader.begun !== undefined) yield { kind: 'begun', content: reader.begun };
      } else if (event.kind === 'usage') usage = event.usage;
      else if (event.kind === 'finish') finish = event.reason;
      else if (event.kind === 'wait') yield event;
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (reader.text === '') throw error;
    failure = error;
    finish = error.code === 'stopped' ? 'stopped' : 'cut-off';
  }
  yield { kind: 'words', lane, text: shown.end() };
  yield* passOn(reader.end(isWhole(finish)));
  const counted = usage ?? { inputTokens: estimateRequestTokens(request), outputTokens: estimateTokens(reader.text) };
  // A reply that brought nothing is not worth keeping: the next run may have better luck.
  if (brought > 0) await services.journal?.add({ key, text: reader.text, finish, usage: counted });
  yield countTokens(run, counted, usage === undefined);
  return { finish, failure, empty: reader.text.trim() === '' };
}

function isWhole(finish: ReplyEnd['finish']): boolean {
  return finish !== 'length' && finish !== 'cut-off' && finish !== 'stopped' && finish !== 'content-filter';
}

function* contents(shots: readonly ShotContent[]): Generator<ContentEvent> {
  for (const content of shots) yield { kind: 'content', content };
}
