import assert from 'node:assert/strict';
import { type CancellationToken, type LanguageModelChat, LanguageModelError } from 'vscode';
import { toChatModel } from '../../../src/extension/generation/connections/editorModel.ts';
import { type ChatEvent, ModelError } from '../../../src/generation/index.ts';

type Answer = (token: CancellationToken) => AsyncIterable<string>;

/** A model as VS Code hands one out. What it is sent is kept. */
function modelThat(answer: Answer) {
  const sent: unknown[] = [];
  const model = {
    id: 'tiny',
    vendor: 'acme',
    family: 'tiny',
    name: 'Tiny',
    version: '1',
    maxInputTokens: 1000,
    countTokens: async () => 1,
    sendRequest: async (messages: unknown[], _options: unknown, token: CancellationToken) => {
      sent.push(messages);
      return { text: answer(token), stream: answer(token) };
    },
  } as unknown as LanguageModelChat;
  return { chat: toChatModel(model), sent };
}

const request = { messages: [{ role: 'system', content: 'Be brief.' } as const] };

async function allOf(events: AsyncIterable<ChatEvent>): Promise<readonly ChatEvent[]> {
  const all: ChatEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ModelError ? error.code : String(error)),
  );

describe('a model of VS Code', () => {
  it('streams text and is named by its vendor', async () => {
    const { chat, sent } = modelThat(async function* () {
      yield 'one ';
      yield 'two';
    });
    assert.deepEqual(chat.destination, { origin: 'editor:acme', host: 'editor:acme' });
    assert.deepEqual(await allOf(chat.stream(request, new AbortController().signal)), [
      { kind: 'text', text: 'one ' },
      { kind: 'text', text: 'two' },
      { kind: 'finish', reason: 'stop' },
    ]);
    assert.equal(sent.length, 1);
  });

  it('is cancelled when the run is stopped', async () => {
    const controller = new AbortController();
    let cancelled = false;
    const { chat } = modelThat(async function* (token) {
      yield 'one';
      controller.abort();
      cancelled = token.isCancellationRequested;
      yield 'two';
    });
    assert.equal(await codeOf(allOf(chat.stream(request, controller.signal))), 'stopped');
    assert.equal(cancelled, true);
  });

  for (const [make, code] of [
    [LanguageModelError.NoPermissions, 'forbidden'],
    [LanguageModelError.NotFound, 'unknown-model'],
    [LanguageModelError.Blocked, 'quota'],
    [(message?: string) => new Error(message), 'server-error'],
  ] as const) {
    it(`tells ${code}, and repeats nothing of the error's text`, async () => {
      // biome-ignore lint/correctness/useYield: it fails before its first word.
      const { chat } = modelThat(async function* () {
        throw make('private words');
      });
      const error = await allOf(chat.stream(request, new AbortController().signal)).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof ModelError);
      assert.equal(error.code, code);
      assert.ok(!JSON.stringify([error.message, error.problem]).includes('private words'));
    });
  }
});
