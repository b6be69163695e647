import assert from 'node:assert/strict';
import { type CodeAction, commands, Range, type TextDocument, workspace } from 'vscode';
import { cleanUp, eventually, expectRules, fileUri, openFile, tools, writeFile } from '../support/editing.ts';

const front = '---\ntools: ./convert.tools.json\n---\n\n';
const round = (call: string) => `**Think**: Look it up.\n**Action**: ${call}\n**Observation**: Found.\n\n`;
const text = `${front}**User**: It jams.\n${round('Find(error = "jam", top_k = 3)')}${round('Find(error = "卡纸")')}`;
const inHermes = text
  .replace(
    'Find(error = "jam", top_k = 3)',
    '<tool_call>\n{"name": "Find", "arguments": {"error": "jam", "top_k": 3}}\n</tool_call>',
  )
  .replace('Find(error = "卡纸")', '<tool_call>\n{"name": "Find", "arguments": {"error": "卡纸"}}\n</tool_call>');

/** The text without the places of line breaks, which are no part of a call. */
const flat = (words: string) => words.replace(/\s+/g, ' ');

async function expectText(document: TextDocument, expected: string): Promise<void> {
  await eventually(
    () => `the text\n${expected}\ninstead of\n${document.getText()}`,
    () => (flat(document.getText()) === flat(expected) ? true : undefined),
  );
}

describe('Convert Calls To…', () => {
  let document: TextDocument;
  before(() => writeFile('convert.tools.json', tools));
  beforeEach(async () => {
    document = (await openFile('convert.shots.md', text)).document;
    await expectRules(document.uri);
  });
  afterEach(async () => {
    await commands.executeCommand('notifications.clearAll');
    await cleanUp();
  });
  after(async () => {
    for (const name of ['convert.tools.json', 'convert.shots.md', 'convert-mixed.shots.md'])
      await workspace.fs.delete(fileUri(name), { useTrash: false });
  });

  it('writes all calls in a notation and back, each as one step to undo', async () => {
    await commands.executeCommand('sopShots.convertCalls', 'hermes');
    await expectText(document, inHermes);
    await expectRules(document.uri);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    await commands.executeCommand('redo');
    await commands.executeCommand('sopShots.convertCalls', 'expression');
    assert.equal(document.getText(), text);
  });

  it('is offered at a call, where the author picks the notation', async () => {
    await commands.executeCommand('sopShots.convertCalls', 'hermes');
    await expectText(document, inHermes);
    const place = document.positionAt(document.getText().indexOf('"Find"') + 2);
    const action = await eventually('the action to be offered', async () => {
      const found = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new Range(place, place),
      );
      return found.find(({ title }) => title === 'Convert Calls To…');
    });
    assert.equal(action.command?.command, 'sopShots.convertCalls');
    const chosen = commands.executeCommand(action.command.command);
    await eventually('the first notation to be accepted', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return document.getText() === text ? true : undefined;
    });
    await chosen;
  });

  it('leaves a call whose value the notation cannot hold, and converts the others', async () => {
    const fraction = 'Find(error = "jam", top_k = 3.0)';
    const mixed = (await openFile('convert-mixed.shots.md', text.replace('Find(error = "jam", top_k = 3)', fraction)))
      .document;
    const done = commands.executeCommand('sopShots.convertCalls', 'anthropic');
    await eventually('the other call to be converted', () =>
      mixed.getText().includes('<invoke name="Find">') ? true : undefined,
    );
    assert.ok(mixed.getText().includes(fraction));
    assert.ok(!mixed.getText().includes('Find(error = "卡纸")'));
    await eventually('the message to be closed', async () => {
      await commands.executeCommand('notifications.clearAll');
      return Promise.race([
        Promise.resolve(done).then(() => true),
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 50)),
      ]);
    });
  });
});
