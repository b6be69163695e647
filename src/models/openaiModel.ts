import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import { Stream } from 'openai/streaming';
import { defineMessages } from '../core/index.ts';
import type { ChatEvent, ChatModel, ChatRequest, Clock, ModelError, StopSignal } from '../generation/index.ts';
import { type Attempt, startAttempt } from './attempt.ts';
import { systemClock } from './clock.ts';
import type { Connection, KeyResolver } from './connection.ts';
import { credentialsFor } from './credentials.ts';
import type { Address } from './destination.ts';
import { complaintOf, cutOffReply, failureOf, isPassing, malformedReply } from './failures.ts';
import { adapt, createFeatureMemory, type FeatureMemory, type Features, presumedFeatures } from './features.ts';
import type { Fetch } from './guardedFetch.ts';
import { presetOf } from './presets.ts';
import { createRateGate, type RateGate, retryAfter } from './rateLimit.ts';
import { createReplyAssembler, eventsOfCompletion } from './reply.ts';
import { requestBody, usedFeatures } from './requestBody.ts';
import { createSdk, machineFetch } from './sdk.ts';

const say = defineMessages({
  asked: { en: 'the server asks for it', 'zh-CN': '服务器要求等待' },
  failed: { en: 'the last attempt failed', 'zh-CN': '上一次请求失败' },
});

/** What the outside gives a client. Everything but the keys has a sensible default. */
export interface ModelServices {
  readonly keys: KeyResolver;
  /** How to reach the network: through a proxy, say. */
  readonly fetch?: Fetch;
  readonly memory?: FeatureMemory;
  readonly clock?: Clock;
}

/** A connection with its model chosen. */
export type ModelConnection = Connection & { readonly model: string };

const maxAdaptations = 8;

/** A model behind the OpenAI protocol. `address` comes from `addressOf`, so that trust and traffic agree on it. */
export function createOpenAiModel(connection: ModelConnection, address: Address, services: ModelServices): ChatModel {
  const memory = services.memory ?? createFeatureMemory();
  const server = `${address.baseUrl} ${connection.model}`;
  const clock = services.clock ?? systemClock;
  const client: Client = { connection, address, services, clock, gate: createRateGate(), memory, server };
  return {
    name: connection.model,
    destination: { origin: address.origin, host: address.host },
    get structureMode() {
      return memory.get(server)?.structure;
    },
    stream: (request, signal) => streamWithRetries(client, request, signal),
  };
}

interface Client {
  readonly connection: ModelConnection;
  readonly address: Address;
  readonly services: ModelServices;
  readonly clock: Clock;
  readonly gate: RateGate;
  readonly memory: FeatureMemory;
  /** Under which the server's features are remembered. */
  readonly server: string;
}

async function* streamWithRetries(client: Client, request: ChatRequest, signal: StopSignal): AsyncIterable<ChatEvent> {
  const { address, clock, connection, gate, memory, server, services } = client;
  const credentials = await credentialsFor(connection, address, services.keys);
  const known = memory.get(server);
  let features = known ?? presumedFeatures(presetOf(address.origin));
  for (let retries = 0, adaptations = 0; ; ) {
    yield* waitForGate(client, signal, retries > 0);
    const attempt = startAttempt(address.origin, connection.model, credentials, connection.timeoutSeconds, signal);
    try {
      yield* runAttempt(client, request, features, attempt, credentials.headers);
      if (features !== known) memory.set(server, features);
      return;
    } catch (error) {
      const failure = failureOf(error, attempt.facts());
      if (attempt.begun) throw failure;
      const lesser = adaptation(client, request, features, failure, error);
      if (lesser !== undefined && adaptations++ < maxAdaptations) {
        features = lesser.features;
        yield { kind: 'adapted', feature: lesser.feature };
        continue;
      }
      const pause = isPassing(error, failure) ? pauseBefore(client, attempt, retries++) : undefined;
      if (pause === undefined) throw failure;
      gate.closeUntil(clock.now() + pause);
    } finally {
      attempt.close();
    }
  }
}

function adaptation(client: Client, request: ChatRequest, features: Features, failure: ModelError, error: unknown) {
  const complaint = complaintOf(error);
  if (complaint === undefined || failure.code === 'too-long' || failure.code === 'unknown-model') return undefined;
  return adapt(features, usedFeatures(requestBody(client.connection.model, request, features)), complaint);
}

async function* waitForGate(client: Client, signal: StopSignal, again: boolean): AsyncIterable<ChatEvent> {
  const { clock, gate } = client;
  for (let delay = gate.delay(clock.now()); delay > 0 && !signal.aborted; delay = gate.delay(clock.now())) {
    yield { kind: 'wait', seconds: delay / 1000, because: say(again ? 'failed' : 'asked') };
    await clock.sleep(delay, signal);
  }
}

/** Milliseconds to wait before the request is tried again; undefined if it was tried often enough. */
function pauseBefore({ clock, connection }: Client, attempt: Attempt, retries: number): number | undefined {
  if (retries >= (connection.maxRetries ?? 4)) return undefined;
  const asked = attempt.headers === undefined ? undefined : retryAfter(attempt.headers, clock.now());
  if (asked !== undefined) return asked > (connection.maxWaitSeconds ?? 300) * 1000 ? undefined : asked;
  // A little chance keeps many clients that failed together from coming back together.
  return Math.min(30_000, 1000 * 2 ** retries) * (0.75 + Math.random() / 4);
}

async function* runAttempt(
  client: Client,
  request: ChatRequest,
  features: Features,
  attempt: Attempt,
  headers: Readonly<Record<string, string>>,
): AsyncIterable<ChatEvent> {
  const { address, clock, connection, gate, services } = client;
  const sdk = createSdk(address, headers, services.fetch ?? machineFetch, (response) => {
    attempt.answered(response.headers);
    gate.observe(response.headers, clock.now());
  });
  const body = requestBody(connection.model, request, features);
  const response = await sdk.chat.completions.create(body, { signal: attempt.controller.signal }).asResponse();
  const type = response.headers.get('content-type') ?? '';
  if (/html|xml/.test(type)) throw malformedReply(address.origin);
  if (!/json/.test(type)) return yield* readStream(client, response, attempt, sdk);
  // Some servers answer whole although a stream was asked for.
  const completion = (await response.json()) as ChatCompletion;
  if (!Array.isArray(completion.choices)) throw malformedReply(address.origin);
  attempt.begin();
  yield* eventsOfCompletion(completion);
}

async function* readStream(
  { address }: Client,
  response: Response,
  attempt: Attempt,
  sdk: ReturnType<typeof createSdk>,
): AsyncIterable<ChatEvent> {
  const { controller } = attempt;
  const assembler = createReplyAssembler();
  for await (const chunk of Stream.fromSSEResponse<ChatCompletionChunk>(response, controller, sdk)) {
    attempt.touch();
    const events = assembler.push(chunk);
    if (events.length > 0) attempt.begin();
    yield* events;
  }
  // The SDK ends an aborted stream quietly, as if it had been whole: here the reason decides.
  if (controller.signal.aborted || !assembler.finished) throw cutOffReply(address.origin);
  yield* assembler.end();
}
