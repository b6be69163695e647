import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  type DocumentHighlight,
  type InlayHint,
  type Position,
  Range,
  type SemanticTokens,
  type SemanticTokensLegend,
  type TextDocument,
  type TextEdit,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import {
  cleanUp,
  eventually,
  expectRules,
  fileUri,
  openFile,
  replace,
  setSetting,
  shot,
  tools,
  writeFile,
} from '../support/editing.ts';

const front = 'tools: ./edits.tools.json';
const text = `${shot('error = "jam"', front)}**Observation**: Found.\n`;

function at(document: TextDocument, words: string, offset = 0): Position {
  const index = document.getText().indexOf(words);
  assert.notEqual(index, -1, `${words} does not occur`);
  return document.positionAt(index + offset);
}

function textOf(path: string): Promise<string> {
  return Promise.resolve(workspace.fs.readFile(fileUri(path))).then((bytes) => new TextDecoder().decode(bytes));
}

async function actionsAt(document: TextDocument, words: string): Promise<readonly CodeAction[]> {
  const place = at(document, words);
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(place, place),
  );
}

async function apply(actions: readonly CodeAction[], title: string): Promise<void> {
  const action = actions.find((one) => one.title === title);
  assert.ok(action?.edit, `${title} is not among: ${actions.map((one) => one.title).join()}`);
  assert.ok(await workspace.applyEdit(action.edit, { isRefactoring: true }));
}

describe('edits of language features', () => {
  let document: TextDocument;
  const made: string[] = [];
  before(() => writeFile('edits.tools.json', tools));
  beforeEach(async () => {
    document = (await openFile('edits.shots.md', text)).document;
    await expectRules(document.uri);
  });
  afterEach(async () => {
    await cleanUp();
    // A test that failed may not have made them.
    for (const name of made.splice(0)) await rm(fileUri(name).fsPath, { force: true });
    await writeFile('edits.tools.json', tools);
  });

  it('a rename changes schema and calls, and one undo takes it back', async () => {
    const place = at(document, 'error', 1);
    const prepared = await commands.executeCommand<{ placeholder: string }>(
      'vscode.prepareRename',
      document.uri,
      place,
    );
    assert.equal(prepared.placeholder, 'error');
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place,
      'fault',
    );
    assert.ok(await workspace.applyEdit(edit, { isRefactoring: true }));
    const schema = await workspace.openTextDocument(fileUri('edits.tools.json'));
    assert.match(document.getText(), /Find\(fault = "jam"\)/);
    assert.equal(schema.getText(), tools.replaceAll('"error"', '"fault"'));
    await expectRules(document.uri);
    await commands.executeCommand('undo');
    await eventually('the rename to be undone everywhere', () =>
      document.getText() === text && schema.getText() === tools ? true : undefined,
    );
  });

  it('a rename that cannot be done says why', async () => {
    await assert.rejects(
      Promise.resolve(commands.executeCommand('vscode.prepareRename', document.uri, at(document, 'It jams'))),
      /Nothing to rename here/,
    );
  });

  it('a new file for an unknown tool is made, named, and never written over', async () => {
    made.push('edits-2.tools.json');
    await replace(document, front, 'tools: ./edits.openapi.yaml');
    made.push('edits.openapi.yaml');
    await writeFile('edits.openapi.yaml', 'openapi: 3.0.0\ninfo: {title: t, version: "1"}\npaths: {}\n');
    const title = 'Declare tool `Find` in new file edits-2.tools.json';
    const actions = await eventually('the action to be offered', async () => {
      const found = await actionsAt(document, 'Find(');
      return found.some((one) => one.title === title) ? found : undefined;
    });
    await apply(actions, title);
    const created = await workspace.openTextDocument(fileUri('edits-2.tools.json'));
    assert.equal(JSON.parse(created.getText())[0].function.name, 'Find');
    assert.match(document.getText(), /edits-2\.tools\.json/);
    assert.equal(await textOf('edits.tools.json'), tools);
  });

  it('a schema moves out of a shot into a file', async () => {
    const schema = JSON.stringify({
      name: 'Look',
      description: 'Looks.',
      parameters: { type: 'object', properties: {} },
    });
    const calling = `---\n${front}\n---\n\n**User request**: Look.\n**API schema**: ${schema}\n**API request**: Look()\n`;
    const calls = (await openFile('moving.shots.md', calling)).document;
    await expectRules(calls.uri);
    await apply(await actionsAt(calls, 'Looks.'), 'Move schema to edits.tools.json');
    assert.match(calls.getText(), /\*\*API schema\*\*: \[Look's schema, omitted\]\n/);
    const file = await workspace.openTextDocument(fileUri('edits.tools.json'));
    assert.match(file.getText(), /"name": "Look"/);
    await expectRules(calls.uri);
  });

  it('a selection and what was just typed are laid out', async () => {
    const loose = (await openFile('edits-loose.shots.md', text.replace('error = "jam"', 'error="jam"  ,top_k=3')))
      .document;
    const line = at(loose, 'Find(').line;
    const options = { tabSize: 2, insertSpaces: true };
    const ranged = await commands.executeCommand<TextEdit[]>(
      'vscode.executeFormatRangeProvider',
      loose.uri,
      loose.lineAt(line).range,
      options,
    );
    assert.ok(ranged.length > 0);
    const typed = await commands.executeCommand<TextEdit[]>(
      'vscode.executeFormatOnTypeProvider',
      loose.uri,
      loose.lineAt(line).range.end,
      ')',
      options,
    );
    assert.ok(typed.length > 0);
  });

  it('occurrences are marked, and parts of a document coloured', async () => {
    const marks = await commands.executeCommand<DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      at(document, 'Find(', 1),
    );
    assert.deepEqual(
      marks.map(({ range }) => document.getText(range)),
      ['Find'],
    );
    const legend = await commands.executeCommand<SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    assert.ok(legend.tokenTypes.includes('parameter'));
    const tokens = await commands.executeCommand<SemanticTokens>(
      'vscode.provideDocumentRangeSemanticTokens',
      document.uri,
      document.lineAt(at(document, 'Find(')).range,
    );
    assert.ok(tokens.data.length >= 10);
  });

  it('completions are documented when they are looked at', async () => {
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at(document, 'Find('),
      undefined,
      20,
    );
    const item = items.find(({ label }) => (typeof label === 'string' ? label : label.label) === 'Find');
    const documentation = item?.documentation ?? '';
    assert.match(typeof documentation === 'string' ? documentation : documentation.value, /Finds a solution/);
  });

  it('steps are counted above a procedure and derived in a shot', async () => {
    made.push('edits.sop.md');
    await writeFile('edits.sop.md', '# Help\n\n1. Look it up with `Find`.\n2. Say goodbye.\n');
    await replace(document, front, `${front}\nsop: ./edits.sop.md`);
    await document.save();
    const sop = await workspace.openTextDocument(fileUri('edits.sop.md'));
    await eventually('the count above the step that the document now covers', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', sop.uri, 10);
      return lenses.some(({ command }) => command?.title === 'covered by 1 shot') || undefined;
    });
    await setSetting('sopShots.inlayHints.steps', true);
    const hints = await eventually('the hint of a step', async () => {
      const whole = new Range(0, 0, document.lineCount, 0);
      const found = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(hints.length, 1);
  });

  it('a schema that changes outside of the editor is completed from at once', async () => {
    const grown = tools.replace('"top_k"', '"how_many"');
    await writeFile('edits.tools.json', grown);
    await eventually('the new parameter', async () => {
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at(document, 'error = '),
      );
      return items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'how_many') || undefined;
    });
  });

  const halves = [
    ['Find(', 'error'],
    ['Find(error = "jam", ', 'top_k'],
    ['{"name": "Find", "arguments": {"', 'error'],
  ] as const;
  for (const [index, [half, expected]] of halves.entries()) {
    it(`a half-typed call at the end of a file is completed: ${half}`, async () => {
      // A separate file: a rewritten one may still be shown with its old text.
      const name = `half-${index}.shots.md`;
      made.push(name);
      const broken = (await openFile(name, `---\n${front}\n---\n**User**: q\n**Action**: ${half}`)).document;
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        broken.uri,
        broken.lineAt(broken.lineCount - 1).range.end,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes(expected), labels.join());
    });
  }
});
