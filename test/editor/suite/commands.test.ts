import assert from 'node:assert/strict';
import {
  type CodeAction,
  commands,
  type DocumentSymbol,
  env,
  Position,
  Range,
  Selection,
  window,
  workspace,
} from 'vscode';
import {
  cleanUp,
  closeAll,
  eventually,
  expectRules,
  fileUri,
  findings,
  getRule,
  openFile,
  putCursorAfter,
  setSetting,
  shot,
  tools,
  writeFile,
} from '../support/editing.ts';

const fullWidth =
  '---\ntools: ./test.tools.json\n---\n\n**User**: It jams.\n**Think**: Look it up.\n**Action**: Find（error = “jam”）\n';
const fixed = shot('error = "jam"');

async function textOf(path: string): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(fileUri(path)));
}

describe('commands', () => {
  before(() => writeFile('test.tools.json', tools));
  afterEach(cleanUp);

  it('Fix All applies the fixes that keep the meaning, in one undo step', async () => {
    const { document } = await openFile('all.shots.md', fullWidth);
    await expectRules(document.uri, 'nonstandard-punctuation');
    await commands.executeCommand('sopShots.fixAll');
    assert.equal(document.getText(), fixed);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), fullWidth);
  });

  it('Fix All leaves a document alone that settings make read-only', async () => {
    const path = 'locked.shots.md';
    await setSetting('files.readonlyInclude', { [`**/${path}`]: true });
    const { document } = await openFile(path, fullWidth);
    await expectRules(document.uri, 'nonstandard-punctuation');
    await commands.executeCommand('sopShots.fixAll');
    await commands.executeCommand(
      'sopShots.disableRuleForLine',
      document.uri,
      'nonstandard-punctuation',
      new Position(6, 0),
    );
    assert.equal(document.getText(), fullWidth);
    assert.equal(document.version, 1);
  });

  it('source.fixAll.sopShots fixes on save', async () => {
    await setSetting('editor.codeActionsOnSave', { 'source.fixAll.sopShots': 'explicit' });
    const editor = await openFile('onsave.shots.md', fullWidth);
    await editor.edit((edit) => edit.insert(editor.document.positionAt(fullWidth.length), '\n'));
    await editor.document.save();
    assert.equal((await textOf('onsave.shots.md')).trimEnd(), fixed.trimEnd());
  });

  it('Lint Workspace finds what is wrong in files that are not open', async () => {
    await writeFile('unopened/far.shots.md', shot('error = 3', 'tools: ../test.tools.json'));
    // Its last message waits for an answer, so it is not waited for.
    void commands.executeCommand('sopShots.lintWorkspace');
    const found = await expectRules(fileUri('unopened/far.shots.md'), 'parameter-type');
    assert.equal(found.length, 1);
    await writeFile('unopened/far.shots.md', shot('error = "jam"', 'tools: ../test.tools.json'));
    await expectRules(fileUri('unopened/far.shots.md'));
  });

  it('Treat as Shots reads a text file as shots', async () => {
    const { document } = await openFile('prompt.txt', 'User: a\nThink:\nAction: b\n');
    assert.deepEqual(findings(document.uri), []);
    void commands.executeCommand('sopShots.treatAsShots');
    await expectRules(document.uri, 'empty-block');
    assert.equal(window.activeTextEditor?.document.languageId, 'sop-shots');
  });

  it('Convert to Shots makes a document of the selection, and of the clipboard without one', async () => {
    const messages = JSON.stringify([
      { role: 'user', content: 'It jams.' },
      { role: 'assistant', content: 'Open it.' },
    ]);
    const editor = await openFile('log.json', `${messages}\n`);
    editor.selection = new Selection(0, 0, 0, messages.length);
    await commands.executeCommand('sopShots.convertToShots');
    const converted = '**User**: It jams.\n**Answer**: Open it.\n';
    assert.equal(window.activeTextEditor?.document.getText(), converted);
    assert.equal(window.activeTextEditor?.document.languageId, 'sop-shots');
    await closeAll();
    await env.clipboard.writeText('```\nUser: a\nThink: b\n```');
    await commands.executeCommand('sopShots.convertToShots');
    assert.equal(window.activeTextEditor?.document.getText(), 'User: a\nThink: b\n');
  });

  for (const [command, language, name] of [
    ['sopShots.newShots', 'sop-shots', /new(-\d+)?\.shots\.md$/],
    ['sopShots.newProcedure', 'sop', /new(-\d+)?\.sop\.md$/],
    ['sopShots.newToolSchema', 'json', /new(-\d+)?\.tools\.json$/],
  ] as const) {
    it(`${command} opens an unsaved document with its snippet`, async () => {
      await commands.executeCommand(command);
      const document = window.activeTextEditor?.document;
      assert.ok(document?.isUntitled);
      assert.equal(document.languageId, language);
      assert.match(document.uri.path, name);
      await eventually('the snippet', () => (document.getText().length > 100 ? true : undefined));
      await commands.executeCommand('leaveSnippet');
    });
  }

  it('quick fixes disable a rule for a line and in the project', async () => {
    await writeFile('silence/sop-shots.yaml', '# kept\nrules:\n  no-tools: off\n');
    const { document } = await openFile('silence/silent.shots.md', '**User**: a\n**Think**:\n**Action**: b\n');
    const [finding] = await expectRules(document.uri, 'empty-block');
    assert.ok(finding);
    const offered = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const run = async (title: string): Promise<void> => {
      const command = offered.find((action) => action.title === title)?.command;
      assert.ok(command, `${title} is not among ${offered.map((action) => action.title)}`);
      await commands.executeCommand(command.command, ...(command.arguments ?? []));
    };
    await run('Disable empty-block for this line');
    assert.match(document.getText(), /^\*\*User\*\*: a\n<!-- sop-shots-disable-next-line empty-block -->\n/);
    await expectRules(document.uri);
    await commands.executeCommand('undo');
    await expectRules(document.uri, 'empty-block');
    await run('Disable empty-block in the project');
    await expectRules(document.uri);
    assert.equal(await textOf('silence/sop-shots.yaml'), '# kept\nrules:\n  no-tools: off\n  empty-block: off\n');
  });

  it('the code of a finding leads to the page of its rule', async () => {
    const { document } = await openFile('page.shots.md', shot('error = 3'));
    const [finding] = await expectRules(document.uri, 'parameter-type');
    assert.ok(finding && typeof finding.code === 'object');
    assert.equal(getRule(finding), 'parameter-type');
    assert.match(finding.code.target.toString(true), /^command:sopShots\.openRuleDocumentation\?/);
    await commands.executeCommand('sopShots.openRuleDocumentation', 'parameter-type');
    await eventually('a preview', () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('parameter-type.md')),
    );
  });

  it('Open Preview shows the Markdown preview of a shots document', async () => {
    await openFile('preview.shots.md', fixed);
    await commands.executeCommand('sopShots.showPreview');
    await eventually('a preview', () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => /Preview.*preview\.shots\.md/.test(label)),
    );
  });
});

describe('language', () => {
  before(() => writeFile('test.tools.json', tools));
  afterEach(cleanUp);

  it('gives the outline of headings, shots and rounds', async () => {
    const text =
      '# Desk\n\nFor everyone.\n\n## Shots\n\n## One\n\n**User**: It jams.\n**Think**: Look.\n**Action**: Ask.\n';
    const { document } = await openFile('outline.shots.md', text);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = (list: readonly DocumentSymbol[]): unknown =>
      list.map(({ name, children }) => [name, names(children)]);
    assert.deepEqual(names(symbols), [['Desk', [['Shots', [['One', [['Look.', []]]]]]]]]);
  });

  for (const [index, [before = '', after]] of [
    ['**Think**: Look it up.', '**Action**: '],
    ['**Action：** 查', '**Observation：**'],
    ['思考：先查', '行动：'],
    ['> 行动：查', '> 观察：'],
  ].entries()) {
    it(`Enter after “${before}” inserts “${after}”`, async () => {
      const editor = await openFile(`enter-${index}.shots.md`, `**User**: a\n${before}`);
      putCursorAfter(editor, before);
      await commands.executeCommand('type', { text: '\n' });
      assert.equal(editor.document.lineAt(2).text, after);
    });
  }

  it('wraps lines and warns of no ambiguous characters', () => {
    const configuration = workspace.getConfiguration('editor', { languageId: 'sop-shots' });
    assert.equal(configuration.get('wordWrap'), 'on');
    assert.equal(configuration.get('wordBasedSuggestions'), 'off');
    assert.equal(configuration.get('unicodeHighlight.ambiguousCharacters'), false);
  });

  it('puts a Chinese bracket’s partner beside it', async () => {
    const editor = await openFile('pair.shots.md', '');
    await commands.executeCommand('type', { text: '（' });
    assert.equal(editor.document.getText(new Range(0, 0, 0, 9)), '（）');
  });
});
