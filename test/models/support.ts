import { type ChatEvent, type ChatRequest, type Clock, ModelError, NEVER_STOPPED } from '../../src/generation/index.ts';
import {
  type Address,
  type Connection,
  createOpenAiModel,
  type KeyResolver,
  type ModelServices,
  NO_KEYS,
  toAddress,
} from '../../src/models/index.ts';

/** The address of a base URL that is known to be one. */
export function addressIn(baseUrl: string): Address {
  const result = toAddress(baseUrl);
  if (!result.ok) throw new Error(`no address: ${baseUrl}`);
  return result.address;
}

/** A clock that only moves when somebody sleeps, and remembers for how long. */
export function sleeplessClock(start = 1_000_000): Clock & { readonly naps: readonly number[] } {
  const naps: number[] = [];
  let time = start;
  return {
    naps,
    now: () => time,
    sleep: async (milliseconds) => {
      naps.push(milliseconds);
      time += milliseconds;
    },
  };
}

/** One key for one origin. */
export function keyOf(origin: string, key: string): KeyResolver {
  return { keyFor: async (asked) => (asked === origin ? key : undefined) };
}

export const hello: ChatRequest = { messages: [{ role: 'user', content: 'Say hello.' }] };

export const structured: ChatRequest = {
  ...hello,
  structure: { name: 'greeting', schema: { type: 'object', properties: {}, additionalProperties: false } },
};

/** A model over a server, with a clock that needs no time. */
export function modelAt(
  baseUrl: string,
  connection: Partial<Connection> & { readonly model?: string } = {},
  services: Partial<ModelServices> = {},
) {
  const address = addressIn(baseUrl);
  return createOpenAiModel({ baseUrl, model: 'small', ...connection }, address, {
    keys: NO_KEYS,
    clock: sleeplessClock(),
    ...services,
  });
}

/** Everything a stream says, and the failure it ended with. */
export async function drain(stream: AsyncIterable<ChatEvent>) {
  const events: ChatEvent[] = [];
  let failure: ModelError | undefined;
  try {
    for await (const event of stream) events.push(event);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    failure = error;
  }
  const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
  return { events, kinds: [...new Set(events.map(({ kind }) => kind))], text, failure };
}

/** Asks for a greeting and drains the reply. */
export function ask(baseUrl: string, ...rest: [Partial<Connection>?, Partial<ModelServices>?]) {
  return drain(modelAt(baseUrl, ...rest).stream(hello, NEVER_STOPPED));
}
