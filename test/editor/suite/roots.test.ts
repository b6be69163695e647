import assert from 'node:assert/strict';
import { type CompletionList, commands, type Disposable, Uri, window, workspace } from 'vscode';
import { cleanUp, expectRules, fileUri, findings, replace, shot, tools } from '../support/editing.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';

async function write(root: Uri, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await workspace.fs.writeFile(Uri.joinPath(root, path), new TextEncoder().encode(text));
  }
}

async function open(uri: Uri) {
  return (await window.showTextDocument(await workspace.openTextDocument(uri))).document;
}

/** Opens these roots beside the first one, in place of those that were there. */
async function setRoots(...roots: readonly Uri[]): Promise<void> {
  const added = (workspace.workspaceFolders?.length ?? 1) - 1;
  if (added === 0 && roots.length === 0) return;
  // Until the event has come, another change would be refused.
  const changed = new Promise<void>((resolve) => {
    const listener = workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
  assert.ok(workspace.updateWorkspaceFolders(1, added, ...roots.map((uri) => ({ uri }))));
  await changed;
}

/** A shot that names no tools itself. */
const plain = (args: string): string => shot(args).split('---\n\n')[1] ?? '';

describe('roots', () => {
  afterEach(async () => {
    await cleanUp();
    await setRoots();
  });

  it('have each their own project file and tools', async () => {
    const north = fileUri('../north desk');
    const south = fileUri('../南方 分店');
    await write(north, {
      'sop-shots.yaml': 'tools: ./desk.json\nrules:\n  parameter-type: warning\n',
      'desk.json': tools,
      'a.shots.md': plain('error = 3'),
    });
    await write(south, {
      'sop-shots.yaml': 'tools: ./工具.json\nrules:\n  unknown-parameter: info\n',
      '工具.json': tools.replaceAll('"error"', '"故障"'),
      '示例.shots.md': plain('故障 = "卡纸", error = "jam"'),
    });
    await setRoots(north, south);
    const [warning] = await expectRules((await open(Uri.joinPath(north, 'a.shots.md'))).uri, 'parameter-type');
    assert.equal(warning?.severity, 1);
    const [info] = await expectRules((await open(Uri.joinPath(south, '示例.shots.md'))).uri, 'unknown-parameter');
    assert.equal(info?.severity, 2);
    // A change of one root's project leaves the other's alone.
    await write(north, { 'sop-shots.yaml': 'tools: ./desk.json\nrules:\n  parameter-type: off\n' });
    await expectRules(Uri.joinPath(north, 'a.shots.md'));
    await expectRules(Uri.joinPath(south, '示例.shots.md'), 'unknown-parameter');
  });

  describe('of a file system without a disk', () => {
    let registration: Disposable;
    const root = Uri.parse('shelf:/工具 库');
    const files = new MemoryFiles();

    before(() => {
      registration = workspace.registerFileSystemProvider('shelf', files, { isCaseSensitive: true });
    });
    after(() => registration.dispose());

    it('are checked with the tools and the project found there', async () => {
      await write(root, {
        'deep/desk.tools.json': tools,
        'sop-shots.yaml': 'rules:\n  parameter-type: warning\n',
        'shots/a.shots.md': plain('error = 3'),
      });
      await setRoots(root);
      const document = await open(Uri.joinPath(root, 'shots/a.shots.md'));
      const [warning] = await expectRules(document.uri, 'parameter-type');
      assert.equal(warning?.severity, 1);
      assert.equal(warning?.relatedInformation?.[0]?.location.uri.scheme, 'shelf');
      await replace(document, 'error = 3', 'error = "jam"');
      await expectRules(document.uri);
    });

    it('are checked again when a file changes there', async () => {
      await write(root, { 'desk.json': tools, 'b.shots.md': shot('error = "jam"', 'tools: ./desk.json') });
      await setRoots(root);
      const { uri } = await open(Uri.joinPath(root, 'b.shots.md'));
      await expectRules(uri);
      await write(root, { 'desk.json': tools.replace('"error"\n      ]', '"error", "top_k"\n      ]') });
      await expectRules(uri, 'missing-parameter');
    });

    it('complete and fix as everywhere', async () => {
      await write(root, { 'desk.json': tools, 'c.shots.md': shot('error = "jam", top_k = "3"', 'tools: ./desk.json') });
      await setRoots(root);
      const document = await open(Uri.joinPath(root, 'c.shots.md'));
      await expectRules(document.uri, 'parameter-type');
      await commands.executeCommand('sopShots.fixAll');
      await expectRules(document.uri);
      assert.match(document.getText(), /top_k = 3\)/);
      const at = document.positionAt(document.getText().indexOf(', top_k'));
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at.translate(0, 2),
      );
      assert.ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'top_k'));
    });

    it('are not needed for a file that is opened alone', async () => {
      await write(root, { 'desk.json': tools, 'd.shots.md': shot('error = 3', 'tools: ./desk.json') });
      const { uri } = await open(Uri.joinPath(root, 'd.shots.md'));
      await expectRules(uri, 'parameter-type');
      assert.equal(findings(uri)[0]?.relatedInformation?.[0]?.location.uri.path, `${root.path}/desk.json`);
    });
  });
});
