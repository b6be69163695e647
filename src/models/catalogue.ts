import { defineMessages, type Message } from '../core/index.ts';
import { type ChatRequest, ModelError, NEVER_STOPPED, type StopSignal } from '../generation/index.ts';
import { startAttempt } from './attempt.ts';
import type { Connection } from './connection.ts';
import { getCredentials } from './credentials.ts';
import type { Address } from './destination.ts';
import { createMalformedError, toModelError } from './failures.ts';
import { createOpenAiModel, type ModelServices } from './openaiModel.ts';
import { createSdk, machineFetch } from './sdk.ts';

const say = defineMessages({
  works: {
    en: '{origin} responds, and {model} generates text. Structured output: {structure}.',
    'zh-CN': '{origin} 有回应，{model} 可以生成。结构化输出：{structure}。',
  },
  reachable: {
    en: '{origin} responds and offers {count} {count|model|models}. Choose one.',
    'zh-CN': '{origin} 有回应，提供 {count} 个模型。请选择一个。',
  },
});

/** The names of the models a server offers, sorted. Throws a `ModelError`. */
export async function listModels(
  connection: Connection,
  address: Address,
  services: ModelServices,
  signal: StopSignal = NEVER_STOPPED,
): Promise<readonly string[]> {
  const credentials = await getCredentials(connection, address, services.keys);
  const attempt = startAttempt(address.origin, '', credentials, connection.timeoutSeconds ?? 30, signal);
  try {
    const sdk = createSdk(address, credentials.headers, services.fetch ?? machineFetch, (response) => {
      attempt.answered(response.headers);
    });
    const response = await sdk.models.list({ signal: attempt.controller.signal }).asResponse();
    const names = getModelNames(await response.json());
    if (names === undefined) throw createMalformedError(address.origin);
    return names;
  } catch (error) {
    throw toModelError(error, attempt.facts());
  } finally {
    attempt.close();
  }
}

/** The result of trying a connection out, in words for the user. */
export type ConnectionTest =
  | { readonly ok: true; readonly models: readonly string[]; readonly message: Message }
  | { readonly ok: false; readonly error: ModelError };

/** Tries a connection: lists the models and, with a model chosen, has it write one word. Sends nothing of the user's. */
export async function testConnection(
  connection: Connection,
  address: Address,
  services: ModelServices,
  signal: StopSignal = NEVER_STOPPED,
): Promise<ConnectionTest> {
  const { model } = connection;
  const { origin } = address;
  try {
    const models = await listOptionalModels(connection, address, services, signal);
    if (model === undefined) return { ok: true, models, message: say('reachable', { origin, count: models.length }) };
    const chat = createOpenAiModel({ ...connection, model }, address, services);
    for await (const _ of chat.stream(PROBE_REQUEST, signal));
    return { ok: true, models, message: say('works', { origin, model, structure: chat.structureMode ?? 'off' }) };
  } catch (error) {
    if (error instanceof ModelError) return { ok: false, error };
    throw error;
  }
}

const PROBE_REQUEST: ChatRequest = {
  messages: [{ role: 'user', content: 'Reply with this JSON and nothing else: {"ok": true}' }],
  structure: {
    name: 'probe',
    schema: {
      type: 'object',
      properties: { ok: { type: 'boolean' } },
      required: ['ok'],
      additionalProperties: false,
    },
  },
  maxTokens: 200,
};

/** Servers that have no list can still write; only with no model chosen is the list needed. */
async function listOptionalModels(
  connection: Connection,
  address: Address,
  services: ModelServices,
  signal: StopSignal,
): Promise<readonly string[]> {
  try {
    return await listModels(connection, address, services, signal);
  } catch (error) {
    const tolerable = error instanceof ModelError && ['wrong-address', 'malformed', 'forbidden'].includes(error.code);
    if (connection.model !== undefined && tolerable) return [];
    throw error;
  }
}

function getModelNames(body: unknown): readonly string[] | undefined {
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data)) return undefined;
  const names = body.data.flatMap((entry: unknown) => {
    const named = typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string';
    return named ? [entry.id as string] : [];
  });
  // A name is printed on terminals, where control characters would be obeyed.
  return names.filter((name) => !/\p{Cc}/u.test(name)).toSorted((a, b) => (a < b ? -1 : 1));
}
