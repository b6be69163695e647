import assert from 'node:assert/strict';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import { createFindings, type Findings } from '../../../src/extension/findings.ts';
import { approveShots, discardShots } from '../../../src/extension/shotsView/review.ts';
import { NO_FILTER } from '../../../src/extension/shotsView/shotList.ts';
import type { ShotNode } from '../../../src/extension/shotsView/shotNode.ts';
import { createShotReader } from '../../../src/extension/shotsView/shotReader.ts';
import { createShotTree, type ShotTree } from '../../../src/extension/shotsView/shotTree.ts';
import { createWorkspaceChanges, type WorkspaceChanges } from '../../../src/extension/workspaceChanges.ts';
import { cleanUp, eventually, fileUri, openFile, replace, setSetting, tools, writeFile } from '../support/editing.ts';
import { createOwnSession } from '../support/ownSession.ts';

const one = (name: string, head = '', error = '"jam"'): string =>
  `${head}**User**: ${name}\n**Think**: Look it up.\n**Action**: Find(error = ${error})\n**Observation**: Open it.\n`;
const head = '---\ntools: ./list.tools.json\n---\n\n';
const draft = '<!-- status: draft -->\n';
const text = `${head}${[one('First.', draft), one('Second.'), one('Third.', draft, '7')].join('\n---\n\n')}`;

describe('the view Shots', () => {
  let session: ReturnType<typeof createOwnSession>;
  let findings: Findings;
  let changes: WorkspaceChanges;
  let tree: ShotTree;

  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  beforeEach(async () => {
    await writeFile('list.tools.json', tools);
    await writeFile('list.shots.md', text);
    session = createOwnSession();
    findings = createFindings();
    changes = createWorkspaceChanges(session);
    tree = createShotTree(session, createShotReader(session, findings, changes));
  });
  afterEach(async () => {
    tree.dispose();
    changes.dispose();
    findings.dispose();
    session.dispose();
    await cleanUp();
    await workspace.fs.delete(fileUri('list.shots.md'));
  });

  const documentNode = async (): Promise<ShotNode> => {
    const nodes = await tree.getChildren();
    const found = nodes.find((node) => node.kind === 'document' && node.path.endsWith('list.shots.md'));
    assert.ok(found, nodes.map(({ uri }) => uri).join());
    return found;
  };
  const lines = async (): Promise<ShotNode[]> => tree.getChildren(await documentNode());
  const textOf = async (): Promise<string> => (await workspace.openTextDocument(fileUri('list.shots.md'))).getText();
  const withReviewer = (name: string): void => {
    const stored = { get: () => name, update: async () => undefined };
    Object.assign(session.context, { globalState: stored });
  };

  it('opens without a click in another view', async () => {
    await commands.executeCommand('sopShots.shots.focus');
  });

  it('names a document by its file and then its folder', async () => {
    await writeFile('desk/returns/other.shots.md', '**User**: a\n**Answer**: b\n');
    const item = await eventually('the document', async () => {
      const nodes = await tree.getChildren();
      const found = nodes.find(({ uri }) => uri.endsWith('/desk/returns/other.shots.md'));
      return found === undefined ? undefined : tree.getTreeItem(found);
    });
    assert.equal(item.label, 'other.shots.md');
    assert.match(String(item.description), /desk\/returns$/);
    await workspace.fs.delete(fileUri('desk'), { recursive: true });
  });

  it('shows status, problems and tools, with what a screen reader says and a jump', async () => {
    const items = await eventually('the problem', async () => {
      const found = (await lines()).map((node) => tree.getTreeItem(node));
      return found.some(({ description }) => String(description).includes('problem')) ? found : undefined;
    });
    assert.deepEqual(
      items.map(({ label, description, contextValue }) => [label, description, contextValue]),
      [
        ['First.', 'draft · Find', 'draft'],
        ['Second.', 'Find', 'none'],
        ['Third.', 'draft · 1 problem · Find', 'draft'],
      ],
    );
    const third = items[2];
    assert.equal(third?.accessibilityInformation?.label, 'shot 3, Third., draft, 1 problem, calls Find');
    const { command = '', arguments: given = [] } = third?.command ?? {};
    await commands.executeCommand(command, ...given);
    const line = window.activeTextEditor?.selection.start.line ?? 0;
    assert.match(window.activeTextEditor?.document.lineAt(line).text ?? '', /Third/);
  });

  it('counts the shots and drafts of a document once it was read', async () => {
    await documentNode();
    const item = await eventually('the counts', async () => {
      const found = tree.getTreeItem(await documentNode());
      return found.description === '' ? undefined : found;
    });
    assert.equal(item.description, '3 shots · 2 drafts');
  });

  it('is filtered by status, problems and words', async () => {
    const shown = async (): Promise<readonly string[]> =>
      (await lines()).map((node) => String(tree.getTreeItem(node).label));
    tree.setFilter({ ...NO_FILTER, show: 'draft' });
    assert.deepEqual(await shown(), ['First.', 'Third.']);
    tree.setFilter({ ...NO_FILTER, show: 'problems', text: 'list.shots' });
    assert.deepEqual(await shown(), ['Third.']);
    tree.setFilter({ ...NO_FILTER, text: 'nothing has this' });
    assert.deepEqual(await tree.getChildren(), []);
  });

  it('approves the drafts among several lines in one step to undo', async () => {
    withReviewer('Li');
    await approveShots(session, tree, await lines());
    assert.equal((await textOf()).match(/status: approved by Li/g)?.length, 2);
    await window.showTextDocument(fileUri('list.shots.md'));
    await commands.executeCommand('undo');
    assert.equal(await textOf(), text);
  });

  it('discards several shots in one step to undo, and leaves the others', async () => {
    const [first, , third] = await lines();
    assert.ok(first && third);
    await discardShots(session, tree, [first, third]);
    assert.equal(await textOf(), `${head}${one('Second.')}`);
    await window.showTextDocument(fileUri('list.shots.md'));
    await commands.executeCommand('undo');
    assert.equal(await textOf(), text);
  });

  it('leaves a shot alone that was changed after it was listed', async () => {
    const shots = await lines();
    const { document } = await openFile('list.shots.md', text);
    await replace(document, 'Second.', 'Another.');
    const [, second] = shots;
    assert.ok(second);
    await discardShots(session, tree, [second]);
    assert.match(await textOf(), /Another/);
  });

  it('follows edits, also unsaved ones', async () => {
    assert.equal((await lines()).length, 3);
    const { document } = await openFile('list.shots.md', text);
    await replace(document, 'Second.', 'Edited.');
    await eventually('the edit', async () =>
      (await lines()).some((node) => tree.getTreeItem(node).label === 'Edited.') ? true : undefined,
    );
  });

  it('divides a document with very many shots', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => one(`Request ${at}.`, at % 2 === 0 ? draft : ''));
    const uri = await writeFile('many.shots.md', head + many.join('\n---\n\n'));
    try {
      const document: ShotNode = { kind: 'document', uri: uri.toString(), path: 'many.shots.md', shots: undefined };
      const runs = await tree.getChildren(document);
      assert.equal(runs.length, 20);
      const last = runs.at(-1);
      assert.ok(last);
      assert.equal(tree.getTreeItem(last).label, 'Shots 9501 to 10000');
      assert.equal((await tree.getChildren(last)).length, 500);
    } finally {
      await workspace.fs.delete(uri);
    }
  });

  it('speaks the language that is set', async () => {
    await setSetting('sopShots.language', 'zh-CN');
    const [first] = await lines();
    assert.ok(first);
    assert.equal(tree.getTreeItem(first).accessibilityInformation?.label, '示例 1，First.，草稿，调用 Find');
    assert.equal(Uri.parse(first.uri).scheme, fileUri('x').scheme);
  });
});
