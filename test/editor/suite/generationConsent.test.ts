import assert from 'node:assert/strict';
import { commands, type TextEditor, window } from 'vscode';
import type { OpenAiServer } from '../../support/openaiServer.ts';
import { eventually, openFile, tools, writeFile } from '../support/editing.ts';
import { type Answer, connect, endGenerating, reply, run, sop, waitForPreview } from '../support/generating.ts';

/** The answers in the order they are offered in. */
const answers = ['as it is', 'masked: names', 'masked: strict', 'scaffold', 'cancel'] as const;

function consentEditor(): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'sop-shots-consent');
}

const accept = (): Thenable<unknown> => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
const next = (): Thenable<unknown> => commands.executeCommand('workbench.action.quickOpenSelectNext');

describe('consent to send', () => {
  let server: OpenAiServer | undefined;

  before(async () => {
    await writeFile('ask/test.tools.json', tools);
    await writeFile('ask/sop-shots.yaml', 'privacy:\n  send: ask\ngeneration:\n  maxRepairs: 0\n');
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await commands.executeCommand('sopShots.forgetConsents');
    await endGenerating(server);
    server = undefined;
  });

  const begin = (): Promise<Answer> => run('generateShots');

  /** Gives an answer once the document beside it shows what it would send. */
  async function choose(answer: (typeof answers)[number]): Promise<string> {
    const editor = await eventually('what will be sent', consentEditor);
    const shows = (pattern: RegExp): Promise<true> =>
      eventually(
        () => `${pattern} in: ${editor.document.getText().slice(0, 200)}`,
        () => (pattern.test(editor.document.getText()) ? true : undefined),
      );
    await shows(/Look the fault up[\s\S]*Find/);
    for (let at = 0; at < answers.indexOf(answer); at++) await next();
    if (answer === 'scaffold' || answer === 'cancel') await shows(/^\s*Nothing is sent/);
    else if (answer !== 'as it is') await shows(/tool_1/);
    const text = editor.document.getText();
    await accept();
    return text;
  }

  /** The second question, which comes as the first goes: the answer is given again until it is taken. */
  async function remember(running: Promise<unknown>): Promise<void> {
    let over = false;
    void running.then(() => {
      over = true;
    });
    await eventually('the answer about remembering to be taken', async () => {
      if (over) return true;
      await accept();
      return undefined;
    });
  }

  const connected = async (): Promise<OpenAiServer> => {
    server = await connect({ replies: [{ text: reply('paper', 'The printer eats paper.') }] });
    await openFile('ask/jams.sop.md', sop);
    return server;
  };

  it('sends what was shown, and asks again the next time', async () => {
    const { chats } = await connected();
    const running = begin();
    const shown = await choose('as it is');
    await remember(running);
    await waitForPreview(/eats paper/);
    const sent = chats[0]?.body.messages?.map(({ content }) => content) ?? [];
    assert.ok(sent.length > 0);
    for (const content of sent) assert.ok(shown.includes(content.trim().slice(0, 200)), content.slice(0, 200));
    await openFile('ask/again.sop.md', sop);
    const again = begin();
    await choose('cancel');
    assert.equal((await again).outcome, 'cancelled');
    assert.equal(chats.length, 1);
  });

  it('is not given by going away', async () => {
    const { chats } = await connected();
    const running = begin();
    await eventually('what will be sent', consentEditor);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal((await running).outcome, 'cancelled');
    await eventually('the document to close', () => (consentEditor() === undefined ? true : undefined));
    assert.equal(chats.length, 0);
  });
});
