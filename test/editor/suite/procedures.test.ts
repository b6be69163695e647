import assert from 'node:assert/strict';
import { commands, extensions, Uri, window } from 'vscode';
import type { TreeNode } from '../../../src/evaluation/index.ts';
import { createWorkspaceCoverage, type WorkspaceCoverage } from '../../../src/extension/coverage/workspaceCoverage.ts';
import { createProcedureTree, type ProcedureTree } from '../../../src/extension/procedures/procedureView.ts';
import { createWorkspaceChanges } from '../../../src/extension/workspaceChanges.ts';
import { cleanUp, eventually, fileUri, openFile, replace, setSetting, tools, writeFile } from '../support/editing.ts';
import { endGenerating, waitForPreview } from '../support/generating.ts';
import { createOwnSession } from '../support/ownSession.ts';

const procedure =
  '# Smoke\n\n1. Look for the fault with `Find`.\n2. If it is known, explain it; otherwise hand over.\n';
const shots = `---
sop: ./side.sop.md
tools: ./side.tools.json
---

**User**: It smokes.
**Think**: Look it up.
**Action**: Find(error = "smoke")
**Observation**: Unknown.

**Think**: Nothing is known.
**Action**: Hand over.
<!-- step 2 -->
**Observation**: Done.
`;

describe('the view Procedures', () => {
  let session: ReturnType<typeof createOwnSession>;
  let coverage: WorkspaceCoverage;
  let tree: ProcedureTree;

  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  beforeEach(async () => {
    await writeFile('side.tools.json', tools);
    await writeFile('side.sop.md', procedure);
    await writeFile('side.shots.md', shots);
    session = createOwnSession();
    coverage = createWorkspaceCoverage(session, createWorkspaceChanges(session));
    tree = createProcedureTree(session, coverage);
  });
  afterEach(async () => {
    tree.dispose();
    coverage.dispose();
    session.dispose();
    await endGenerating(undefined);
    await cleanUp();
  });

  const procedureNode = async (): Promise<TreeNode> => {
    const nodes = await tree.getChildren();
    const found = nodes.find(({ id }) => id.endsWith('/side.sop.md'));
    assert.ok(found, nodes.map(({ id }) => id).join());
    return found;
  };
  const nodeLabelled = (nodes: readonly TreeNode[], label: string): TreeNode => {
    const found = nodes.find((node) => node.label === label);
    assert.ok(found, `${label} is not among ${nodes.map((node) => node.label).join(', ')}`);
    return found;
  };

  it('opens', async () => {
    await commands.executeCommand('sopShots.procedures.focus');
  });

  it('shows steps and branches, with what a screen reader says and a jump', async () => {
    const node = await procedureNode();
    assert.equal(node.description, 'steps 2/2 · branches 1/2');
    const [, step] = await tree.getChildren(node);
    assert.ok(step);
    const item = tree.getTreeItem(step);
    assert.match(item.accessibilityInformation?.label ?? '', /^step 2, If it is known.*, 1 round$/);
    const { command = '', arguments: given = [] } = item.command ?? {};
    await commands.executeCommand(command, ...given);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.path, fileUri('side.sop.md').path);
    assert.match(editor?.document.getText(editor.selection) ?? '', /^If it is known/);
  });

  it('follows edits, also unsaved ones', async () => {
    await procedureNode();
    const { document } = await openFile('side.shots.md', shots);
    const changed = new Promise<void>((resolve) => {
      const listener = coverage.onDidChange(() => {
        listener.dispose();
        resolve();
      });
    });
    await replace(document, 'Nothing is known.\n**Action**: Hand over.', 'It is known.\n**Action**: Explain it.');
    await changed;
    const node = await eventually('both sides', async () => {
      const found = await procedureNode();
      const side = found.children[1]?.children.find(({ label }) => label === 'if it is known');
      return side?.state === 'covered' ? found : undefined;
    });
    assert.equal(node.description, 'steps 2/2 · branches 1/2');
  });

  it('generates shots for a side that no shot takes', async () => {
    const node = await procedureNode();
    const side = nodeLabelled(node.children[1]?.children ?? [], 'if it is known');
    assert.equal(tree.getTreeItem(side).contextValue, 'gap');
    const { document, procedure: uri, goals } = side.request ?? {};
    assert.equal(document && Uri.parse(document).path, fileUri('side.shots.md').path);
    await commands.executeCommand('sopShots.generateShots', { uri: document, procedure: uri, goals, count: 1 });
    const preview = await waitForPreview(/status: draft/);
    assert.match(preview.getText(), /It is known/);
  });

  it('generates shots for a parameter that no call gives', async () => {
    const nodes = await tree.getChildren();
    const group = nodes.at(-1);
    assert.equal(group?.kind, 'tools');
    const gap = (group?.children ?? [])
      .filter(({ id }) => id.includes('/side.tools.json'))
      .flatMap(({ children }) => children)
      .find(({ kind }) => kind === 'gap');
    assert.equal(gap?.label, 'optional parameter top_k is never shown');
    const { document, goals } = gap?.request ?? {};
    await commands.executeCommand('sopShots.shotsForTool', { uri: document, tool: 'Find', goals, count: 1 });
    const preview = await waitForPreview(/status: draft/);
    assert.match(preview.getText(), /top_k ?= ?\d/);
  });

  it('speaks the language that is set', async () => {
    await setSetting('sopShots.language', 'zh-CN');
    assert.equal((await procedureNode()).description, '步骤 2/2 · 分支 1/2');
  });
});
