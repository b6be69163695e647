import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  commands,
  extensions,
  LanguageModelError,
  lm,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { getEditorModel } from '../../../src/extension/generation/connections/editorModel.ts';
import { type ChatEvent, type ChatRequest, ModelError } from '../../../src/generation/index.ts';
import type { ModelProvider } from '../modelProvider/extension.ts';
import { closeAll, eventually, openFile, tools, writeFile } from '../support/editing.ts';
import { reply, sop } from '../support/generating.ts';

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Say hello.' },
  ],
};

function visible(scheme: string): TextDocument | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme)?.document;
}

async function visibleWith(scheme: string, pattern: RegExp): Promise<TextDocument> {
  return eventually(
    () => `${scheme} with ${pattern}, not: ${visible(scheme)?.getText()}`,
    () => {
      const document = visible(scheme);
      return document !== undefined && pattern.test(document.getText()) ? document : undefined;
    },
  );
}

async function setUser(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('sopShots').update(name, value, ConfigurationTarget.Global);
}

async function provider(): Promise<ModelProvider> {
  const extension = extensions.getExtension<ModelProvider>('test-models.model-provider');
  assert.ok(extension, 'the extension that provides models is not installed');
  return extension.activate();
}

async function allOf(events: AsyncIterable<ChatEvent>): Promise<readonly ChatEvent[]> {
  const all: ChatEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Presses Return in the open list until something has happened: a list takes a while to open. */
async function acceptUntil(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(what, async () => {
    if (await happened()) return true;
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return undefined;
  });
}

// The interface for providers came with 1.104; on an older VS Code there is nothing to register with.
if ('registerLanguageModelChatProvider' in lm) {
  describe('a model that another extension provides', () => {
    before(() => writeFile('test.tools.json', tools));
    afterEach(async () => {
      await setUser('connection', undefined);
      await commands.executeCommand('sopShots.forgetConsents');
      await commands.executeCommand('notifications.clearAll');
      await closeAll();
    });

    it('is listed among the models of VS Code, and can be chosen', async () => {
      await provider();
      const listed = await lm.selectChatModels({ vendor: 'test-models' });
      assert.deepEqual(listed.map(({ name }) => name).sort(), ['Test huge', 'Test tiny']);
      const chosen = () => String(workspace.getConfiguration('sopShots').inspect('connection')?.globalValue ?? '');
      let open = false;
      // The models of VS Code come first. A list that was answered too early, before
      // the next entry could be chosen, is opened again.
      await eventually('a model to be chosen', async () => {
        if (/^vscode:(tiny|huge)$/.test(chosen())) return true;
        if (!open) {
          open = true;
          void commands.executeCommand('sopShots.chooseModel').then(() => {
            open = false;
          });
        }
        await commands.executeCommand('workbench.action.quickOpenSelectNext');
        await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return undefined;
      });
    });

    it('is sent the messages and streams its words', async () => {
      const models = await provider();
      models.answerWith(async (_, say) => {
        say('Good ');
        say('day.');
      });
      const chat = await getEditorModel('tiny');
      assert.deepEqual(chat.destination, { origin: 'editor:test-models', host: 'editor:test-models' });
      const events = await allOf(chat.stream(request, new AbortController().signal));
      const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
      assert.equal(text, 'Good day.');
      assert.deepEqual(events.at(-1), { kind: 'finish', reason: 'stop' });
      assert.equal(models.asked[0]?.model, 'tiny');
      assert.deepEqual(
        models.asked[0]?.messages.map(({ text: said }) => said),
        ['Be brief.', 'Say hello.'],
      );
    });

    it('writes shots only after consent that names whose model it is, and shows them while it still writes', async () => {
      const models = await provider();
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      models.answerWith(async (_, say) => {
        say(reply('paper', 'The printer eats paper.'));
        const second = `\n${reply('noise', 'My scanner is making a terrible noise.')}`;
        say(second.slice(0, 30));
        await held;
        say(second.slice(30));
      });
      await setUser('connection', 'vscode:tiny');
      await openFile('provided.sop.md', sop);
      const run = commands.executeCommand('sopShots.generateShots', { count: 2 });
      const consent = await visibleWith('sop-shots-consent', /Look the fault up/);
      assert.match(consent.getText(), /editor:test-models[\s\S]*Test tiny/);
      assert.equal(models.asked.length, 0);
      await acceptUntil('a request', () => models.asked.length > 0);
      const preview = await visibleWith('sop-shots-preview', /eats paper[\s\S]*Open the lid/);
      assert.doesNotMatch(preview.getText(), /terrible noise/);
      go();
      await run;
      await visibleWith('sop-shots-preview', /terrible noise[\s\S]*Open the lid/);
      assert.equal(models.asked.length, 1);
    });

    it('is sent masked what the project wants masked', async () => {
      const models = await provider();
      const masked = reply('paper', 'The printer eats paper.').replace('Find(error', 'tool_1(field_1');
      models.answerWith(async (_, say) => say(masked));
      await setUser('connection', 'vscode:tiny');
      await writeFile('provided/sop-shots.yaml', 'privacy:\n  mask: names\n');
      await writeFile('provided/test.tools.json', tools);
      await openFile('provided/jams.sop.md', sop);
      const run = commands.executeCommand('sopShots.generateShots', { count: 1 });
      const consent = await visibleWith('sop-shots-consent', /\btool_1\b/);
      assert.doesNotMatch(consent.getText(), /\b(?:Find|top_k)\b/);
      await acceptUntil('a request', () => models.asked.length > 0);
      await run;
      await visibleWith('sop-shots-preview', /Find\(error = "paper"\)/);
      for (const { messages } of models.asked) {
        assert.doesNotMatch(messages.map(({ text }) => text).join('\n'), /\b(?:Find|top_k)\b/);
      }
    });

    it('is cancelled when the run is stopped', async () => {
      const models = await provider();
      const controller = new AbortController();
      models.answerWith(async ({ token }, say) => {
        say('One ');
        await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
        say('two');
      });
      const chat = await getEditorModel('tiny');
      let text = '';
      const reading = (async () => {
        for await (const event of chat.stream(request, controller.signal)) {
          if (event.kind === 'text') text += event.text;
          controller.abort();
        }
      })();
      await assert.rejects(reading, (error) => error instanceof ModelError && error.code === 'stopped');
      assert.equal(text, 'One ');
      await eventually('the provider to hear of it', () => models.asked[0]?.token.isCancellationRequested || undefined);
    });

    it('that no longer exists is reported', async () => {
      await assert.rejects(getEditorModel('no-such-model'), (error) => {
        return error instanceof ModelError && error.code === 'no-model';
      });
    });

    for (const [make, code] of [
      [LanguageModelError.NoPermissions, 'forbidden'],
      [LanguageModelError.NotFound, 'unknown-model'],
      [LanguageModelError.Blocked, 'quota'],
      [(message?: string) => new Error(message), 'server-error'],
    ] as const) {
      it(`fails with ${code}, and none of its words are repeated`, async () => {
        const models = await provider();
        models.answerWith(async () => {
          throw make('private words');
        });
        const chat = await getEditorModel('tiny');
        const error = await allOf(chat.stream(request, new AbortController().signal)).catch(
          (thrown: unknown) => thrown,
        );
        assert.ok(error instanceof ModelError, String(error));
        assert.equal(error.code, code);
        assert.doesNotMatch(JSON.stringify([error.message, error.problem]), /private words/);
      });
    }

    for (const [words, about] of [
      ['', 'nothing'],
      ['Sorry, I cannot help with that.', 'no example'],
    ] as const) {
      it(`that replies with ${about} leaves no preview and the document as it is`, async () => {
        const models = await provider();
        models.answerWith(async (_, say) => say(words));
        await setUser('connection', 'vscode:tiny');
        const { document } = await openFile('empty.sop.md', sop);
        const run = commands.executeCommand('sopShots.generateShots', { count: 1 });
        await visibleWith('sop-shots-consent', /Look the fault up/);
        await acceptUntil('a request', () => models.asked.length > 0);
        await run;
        assert.equal(visible('sop-shots-preview'), undefined);
        assert.equal(document.getText(), sop);
      });
    }
  });
}
