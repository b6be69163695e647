import assert from 'node:assert/strict';
import { commands, extensions, window, workspace } from 'vscode';
import { createWorkspaceCoverage, type WorkspaceCoverage } from '../../../src/extension/coverage/workspaceCoverage.ts';
import type { ToolViewNode } from '../../../src/extension/toolsView/toolNode.ts';
import { createToolTree, type ToolTree } from '../../../src/extension/toolsView/toolTree.ts';
import { createWorkspaceChanges, type WorkspaceChanges } from '../../../src/extension/workspaceChanges.ts';
import { cleanUp, eventually, fileUri, openFile, replace, setSetting, writeFile } from '../support/editing.ts';
import { endGenerating, waitForPreview } from '../support/generating.ts';
import { createOwnSession } from '../support/ownSession.ts';

const api = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Desk', version: '1' },
  paths: {
    '/cases': {
      get: { operationId: 'listCases', summary: 'Lists cases.', responses: {} },
      post: { operationId: 'addCase', summary: 'Adds a case.', responses: {} },
      delete: { operationId: 'dropCases', summary: 'Drops all.', responses: {} },
    },
  },
});
const shots = `---
tools:
  - file: ./desk.tools.json
    include: [listCases, addCase]
targets: [openai]
---

**User**: What is open?
**Think**: List it.
**Action**: listCases()
**Observation**: Nothing.
`;

describe('the view Tools', () => {
  let session: ReturnType<typeof createOwnSession>;
  let coverage: WorkspaceCoverage;
  let changes: WorkspaceChanges;
  let tree: ToolTree;

  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  beforeEach(async () => {
    await writeFile('desk.tools.json', api);
    await writeFile('desk.shots.md', shots);
    session = createOwnSession();
    changes = createWorkspaceChanges(session);
    coverage = createWorkspaceCoverage(session, changes);
    tree = createToolTree(session, coverage);
  });
  afterEach(async () => {
    tree.dispose();
    coverage.dispose();
    changes.dispose();
    session.dispose();
    await endGenerating(undefined);
    await cleanUp();
    await workspace.fs.delete(fileUri('desk.shots.md'));
    await workspace.fs.delete(fileUri('desk.tools.json'));
  });

  const fileNode = async (): Promise<ToolViewNode> => {
    const nodes = await tree.getChildren();
    const found = nodes.find(({ uri }) => uri.endsWith('/desk.tools.json'));
    assert.ok(found, nodes.map(({ uri }) => uri).join());
    return found;
  };
  const toolNode = async (name: string): Promise<ToolViewNode> => {
    const nodes = await tree.getChildren(await fileNode());
    const found = nodes.find((node) => node.kind === 'tool' && node.name === name);
    assert.ok(found, name);
    return found;
  };

  it('opens', async () => {
    await commands.executeCommand('sopShots.tools.focus');
  });

  it('shows tools with the shots that call them, unused ones first, and targets', async () => {
    const file = await fileNode();
    // Documents that name no tools can call those of all files, so how many are without shots depends on other files.
    assert.match(String(tree.getTreeItem(file).description), /^3 tools · \d without shots · openapi-3\.1$/);
    const items = (await tree.getChildren(file)).map((node) => tree.getTreeItem(node));
    const line = (label: string) => items.findIndex((item) => item.label === label);
    assert.match(String(items[0]?.label), /^Checked for .*openai/);
    assert.equal(items[line('addCase')]?.description, 'no shots · POST /cases');
    assert.equal(items[line('listCases')]?.description, '1 shot · GET /cases');
    assert.ok(line('addCase') < line('listCases'));
    assert.equal(items[line('addCase')]?.accessibilityInformation?.label, 'tool addCase, no shots · POST /cases');
  });

  it('opens the definition', async () => {
    const { command = '', arguments: given = [] } = tree.getTreeItem(await toolNode('addCase')).command ?? {};
    await commands.executeCommand(command, ...given);
    const editor = window.activeTextEditor;
    assert.match(editor?.document.getText(editor.selection) ?? '', /addCase/);
  });

  it('follows edits', async () => {
    await toolNode('addCase');
    const { document } = await openFile('desk.shots.md', shots);
    await replace(document, 'listCases()', 'addCase()');
    await eventually('the call', async () => {
      const { description } = tree.getTreeItem(await toolNode('addCase'));
      return String(description).startsWith('1 shot') ? true : undefined;
    });
  });

  it('generates shots into the document that can call the tool', async () => {
    const node = await toolNode('addCase');
    assert.ok(node.kind === 'tool');
    assert.ok(node.document);
    const uri = fileUri('desk.shots.md');
    await commands.executeCommand('sopShots.shotsForTool', { uri, tool: node.name, count: 1 });
    assert.match((await waitForPreview(/status: draft/)).getText(), /addCase\(/);
  });

  it('speaks the language that is set', async () => {
    await setSetting('sopShots.language', 'zh-CN');
    assert.match(String(tree.getTreeItem(await fileNode()).description), /^3 个工具 · \d 个没有示例/);
  });
});
