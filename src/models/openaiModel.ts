import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import { Stream } from 'openai/streaming';
import { defineMessages } from '../core/index.ts';
import type { ChatEvent, ChatModel, ChatRequest, Clock, ModelError, StopSignal } from '../generation/index.ts';
import { type Attempt, startAttempt } from './attempt.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { Connection, KeyResolver } from './connection.ts';
import { getCredentials } from './credentials.ts';
import type { Address } from './destination.ts';
import { createCutOffError, createMalformedError, isTransient, toComplaint, toModelError } from './failures.ts';
import { adapt, createFeatureMemory, type FeatureMemory, type Features, getInitialFeatures } from './features.ts';
import type { Fetch } from './guardedFetch.ts';
import { getPresetForOrigin } from './presets.ts';
import { createRateGate, parseRetryAfter, type RateGate } from './rateLimit.ts';
import { createReplyAssembler, toCompletionEvents } from './reply.ts';
import { getUsedFeatures, toRequestBody } from './requestBody.ts';
import { createSdk, machineFetch } from './sdk.ts';

const say = defineMessages({
  asked: { en: 'the server requested it', 'zh-CN': '服务器要求等待' },
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

const MAX_ADAPTATIONS = 8;

/**
 * A model with the OpenAI protocol. `address` comes from `toAddress`, so that the trust check and the connection use
 * the same host.
 */
export function createOpenAiModel(connection: ModelConnection, address: Address, services: ModelServices): ChatModel {
  const memory = services.memory ?? createFeatureMemory();
  const server = `${address.baseUrl} ${connection.model}`;
  const clock = services.clock ?? SYSTEM_CLOCK;
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
  const credentials = await getCredentials(connection, address, services.keys);
  const known = memory.get(server);
  let features = known ?? getInitialFeatures(getPresetForOrigin(address.origin));
  for (let retries = 0, adaptations = 0; ; ) {
    yield* waitForGate(client, signal, retries > 0);
    const attempt = startAttempt(address.origin, connection.model, credentials, connection.timeoutSeconds, signal);
    try {
      yield* runAttempt(client, request, features, attempt, credentials.headers);
      if (features !== known) memory.set(server, features);
      return;
    } catch (error) {
      const failure = toModelError(error, attempt.facts());
      if (attempt.started) throw failure;
      const lesser = getAdaptation(client, request, features, failure, error);
      if (lesser !== undefined && adaptations++ < MAX_ADAPTATIONS) {
        features = lesser.features;
        yield { kind: 'adapted', feature: lesser.feature };
        continue;
      }
      const pause = isTransient(error, failure) ? getRetryDelay(client, attempt, retries++) : undefined;
      if (pause === undefined) throw failure;
      gate.closeUntil(clock.now() + pause);
    } finally {
      attempt.close();
    }
  }
}

function getAdaptation(client: Client, request: ChatRequest, features: Features, failure: ModelError, error: unknown) {
  const complaint = toComplaint(error);
  if (complaint === undefined || failure.code === 'too-long' || failure.code === 'unknown-model') return undefined;
  return adapt(features, getUsedFeatures(toRequestBody(client.connection.model, request, features)), complaint);
}

async function* waitForGate(client: Client, signal: StopSignal, again: boolean): AsyncIterable<ChatEvent> {
  const { clock, gate } = client;
  let isReported = false;
  for (let delay = gate.delay(clock.now()); delay > 0 && !signal.aborted; delay = gate.delay(clock.now())) {
    // A timer can fire a moment early: what is left then is not another wait.
    if (!isReported || delay > 1000)
      yield { kind: 'wait', seconds: delay / 1000, because: say(again ? 'failed' : 'asked') };
    isReported = true;
    await clock.sleep(delay, signal);
  }
}

/** Milliseconds to wait before the request is tried again; undefined if it was tried often enough. */
function getRetryDelay({ clock, connection }: Client, attempt: Attempt, retries: number): number | undefined {
  if (retries >= (connection.maxRetries ?? 4)) return undefined;
  const asked = attempt.headers === undefined ? undefined : parseRetryAfter(attempt.headers, clock.now());
  if (asked !== undefined) return asked > (connection.maxWaitSeconds ?? 300) * 1000 ? undefined : asked;
  // Jitter keeps clients that failed together from retrying together.
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
  const body = toRequestBody(connection.model, request, features);
  const response = await sdk.chat.completions.create(body, { signal: attempt.controller.signal }).asResponse();
  const type = response.headers.get('content-type') ?? '';
  if (/html|xml/.test(type)) throw createMalformedError(address.origin);
  if (!/json/.test(type)) return yield* readStream(client, response, attempt, sdk);
  // Some servers answer whole although a stream was asked for.
  const completion = (await response.json()) as ChatCompletion;
  if (!Array.isArray(completion.choices)) throw createMalformedError(address.origin);
  attempt.start();
  yield* toCompletionEvents(completion);
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
    if (events.length > 0) attempt.start();
    yield* events;
  }
  // The SDK ends an aborted stream quietly, as if it had been whole: here the reason decides.
  if (controller.signal.aborted || !assembler.finished) throw createCutOffError(address.origin);
  yield* assembler.end();
}
