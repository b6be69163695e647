import assert from 'node:assert/strict';
import { type CodeAction, commands, languages, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import {
  cleanUp,
  closeAll,
  eventually,
  expectRules,
  fileUri,
  findings,
  openFile,
  replace,
  setSetting,
  shot,
  tools,
  writeFile,
} from '../support/editing.ts';

const wrong = shot('error = "jam", top_k = "3"');
const right = shot('error = "jam", top_k = 3');

describe('diagnostics', () => {
  before(async () => {
    // What saves by itself hides the difference between typing and saving.
    assert.equal(workspace.getConfiguration('files').get('autoSave'), 'off');
    await writeFile('test.tools.json', tools);
  });
  afterEach(cleanUp);

  it('appear as one types, at the argument, and go with it', async () => {
    const { document } = await openFile('type.shots.md', right);
    await expectRules(document.uri);
    await replace(document, 'top_k = 3', 'top_k = "3"');
    const [finding] = await expectRules(document.uri, 'parameter-type');
    assert.ok(finding);
    assert.equal(document.getText(finding.range), '"3"');
    assert.match(finding.message, /`top_k` must be an integer, but "3" is a string/);
    assert.match(finding.relatedInformation?.[0]?.location.uri.path ?? '', /test\.tools\.json$/);
    await replace(document, '"3"', '3');
    await expectRules(document.uri);
  });

  it('wait for a save where lint.run says so', async () => {
    await setSetting('sopShots.lint.run', 'onSave');
    const { document } = await openFile('save.shots.md', right);
    await expectRules(document.uri);
    await replace(document, 'top_k = 3', 'top_k = "3"');
    // Another document that is opened and checked meanwhile shows that there was time enough.
    const other = await openFile('other.shots.md', wrong);
    await expectRules(other.document.uri, 'parameter-type');
    assert.deepEqual(findings(document.uri), []);
    await document.save();
    await expectRules(document.uri, 'parameter-type');
  });

  it('are fixed by a quick fix, and undo restores them', async () => {
    const { document } = await openFile('fix.shots.md', wrong);
    const [finding] = await expectRules(document.uri, 'parameter-type');
    assert.ok(finding);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit, `no preferred fix in ${actions.map(({ title }) => title)}`);
    await workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), right);
    await expectRules(document.uri);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), wrong);
    await expectRules(document.uri, 'parameter-type');
  });

  it('are fixed together where they are alike, as one step to undo', async () => {
    const more = '\n**User**: It is slow.\n**Think**: Look it up.\n**Action**: Find(error = "slow", top_k = "8")\n';
    const text = `${wrong}${more}`;
    const { document } = await openFile('alike.shots.md', text);
    const [finding] = await expectRules(document.uri, 'parameter-type', 'parameter-type');
    assert.ok(finding);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const all = actions.find(({ title }) => /^Repair 2 similar problems in this document, such as: /.test(title));
    assert.ok(all?.edit, `no such action in ${actions.map(({ title }) => title)}`);
    await workspace.applyEdit(all.edit);
    assert.match(document.getText(), /top_k = 3[\s\S]*top_k = 8/);
    await expectRules(document.uri);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('follow a schema that is edited, and one that changes on disk', async () => {
    const schema = await workspace.openTextDocument(await writeFile('follow.tools.json', tools));
    const { document } = await openFile('follow.shots.md', shot('error = "jam"', 'tools: ./follow.tools.json'));
    await expectRules(document.uri);
    await window.showTextDocument(schema);
    await replace(schema, '"required": [\n        "error"\n      ]', '"required": ["error", "top_k"]');
    await expectRules(document.uri, 'missing-parameter');
    await commands.executeCommand('workbench.action.files.revert');
    await expectRules(document.uri);
    await closeAll();
    const again = await window.showTextDocument(await workspace.openTextDocument(document.uri));
    await writeFile(
      'follow.tools.json',
      tools.replace('"integer"', '"string"').replace('"required": [', '"required": ["top_k", '),
    );
    await expectRules(again.document.uri, 'missing-parameter');
  });

  it('are reported for untitled documents', async () => {
    const document = await workspace.openTextDocument({
      language: 'sop-shots',
      content: '**User**: a\n**Think**:\n**Action**: b\n',
    });
    await window.showTextDocument(document);
    await expectRules(document.uri, 'empty-block');
  });

  it('are reported in folders with spaces and Chinese names', async () => {
    await writeFile('售后 支持/工具 一.tools.json', tools);
    const { document } = await openFile('售后 支持/示例 一.shots.md', shot('error = 3', 'tools: ./工具 一.tools.json'));
    await expectRules(document.uri, 'parameter-type');
  });

  it('are reported for read-only documents of other file systems', async () => {
    const text = new TextEncoder().encode('**User**: a\n**Think**:\n**Action**: b\n');
    const provider = {
      onDidChangeFile: () => ({ dispose: () => undefined }),
      watch: () => ({ dispose: () => undefined }),
      stat: () => ({ type: 1, ctime: 0, mtime: 0, size: text.length }),
      readFile: () => text,
      readDirectory: () => [],
      createDirectory: () => undefined,
      writeFile: () => undefined,
      delete: () => undefined,
      rename: () => undefined,
    };
    const registration = workspace.registerFileSystemProvider('shelf', provider, { isReadonly: true });
    const document = await workspace.openTextDocument(Uri.parse('shelf:/books/a.shots.md'));
    await window.showTextDocument(document);
    await expectRules(document.uri, 'empty-block');
    registration.dispose();
  });

  it('are reported in ordinary Markdown only for fences of shots', async () => {
    const text = '# Notes\n\n**Think**:\n\n```shots\n**User**: a\n**Think**:\n**Action**: b\n```\n';
    const { document } = await openFile('prose.md', text);
    const [finding] = await expectRules(document.uri, 'empty-block');
    assert.equal(finding?.range.start.line, 6);
    await replace(document, '```shots', '```text');
    await expectRules(document.uri);
  });

  it('go when their document closes', async () => {
    // Opened as a person does: a document that an extension asked for is kept for some minutes.
    await commands.executeCommand('vscode.open', await writeFile('close.shots.md', wrong));
    await expectRules(fileUri('close.shots.md'), 'parameter-type');
    await closeAll();
    await eventually('no findings', () => (findings(fileUri('close.shots.md')).length === 0 ? true : undefined));
  });

  it('go with the folder of their document, and what depends on its files is checked again', async () => {
    await writeFile('desk/tools/find.tools.json', tools);
    await writeFile('desk/closed/a.shots.md', wrong);
    const { document } = await openFile('desk/open.shots.md', shot('error = 3', 'tools: ./tools/find.tools.json'));
    await expectRules(document.uri, 'parameter-type');
    void commands.executeCommand('sopShots.lintWorkspace');
    const closed = fileUri('desk/closed/a.shots.md');
    await eventually('the problem of the file', () => (findings(closed).length > 0 ? true : undefined));
    for (const folder of ['closed', 'tools']) await workspace.fs.delete(fileUri(`desk/${folder}`), { recursive: true });
    await eventually('no problems of the file', () => (findings(closed).length === 0 ? true : undefined));
    await expectRules(document.uri, 'file-not-found');
  });

  it('are in the configured language at once', async () => {
    const { document } = await openFile('language.shots.md', wrong);
    await expectRules(document.uri, 'parameter-type');
    await setSetting('sopShots.language', 'zh-CN');
    await eventually('Chinese', () =>
      /\p{Script=Han}/u.test(findings(document.uri)[0]?.message ?? '') ? true : undefined,
    );
    await setSetting('sopShots.language', undefined);
    await eventually('English', () => (/must be/.test(findings(document.uri)[0]?.message ?? '') ? true : undefined));
  });

  it('do not ask for a round that is still being typed, until the author rests', async () => {
    const editor = await openFile('patient.shots.md', '**User**: a\n**Think**: b\n**Action**: c\n');
    const { document } = editor;
    await expectRules(document.uri);
    const end = document.positionAt(document.getText().length);
    editor.selection = new (await import('vscode')).Selection(end, end);
    const seen = new Set<number>();
    const watch = languages.onDidChangeDiagnostics(() => seen.add(findings(document.uri).length));
    await editor.edit((edit) => edit.insert(end, '**Observation**: d\n\n**Think**:'));
    await expectRules(document.uri, 'empty-block');
    watch.dispose();
    assert.ok(seen.has(0) || seen.size === 1, `findings seen: ${[...seen]}`);
  });

  it('are made by an edit of several documents in one go', async () => {
    const one = await openFile('one.shots.md', right);
    const two = await openFile('two.shots.md', right);
    const edit = new WorkspaceEdit();
    for (const { document } of [one, two]) {
      const at = document.getText().indexOf('top_k = 3') + 'top_k = '.length;
      edit.insert(document.uri, document.positionAt(at), '"');
      edit.insert(document.uri, document.positionAt(at + 1), '"');
    }
    await workspace.applyEdit(edit);
    await expectRules(one.document.uri, 'parameter-type');
    await expectRules(two.document.uri, 'parameter-type');
  });
});
