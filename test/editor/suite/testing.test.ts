import assert from 'node:assert/strict';
import {
  BranchCoverage,
  CancellationTokenSource,
  commands,
  DeclarationCoverage,
  type FileCoverageDetail,
  StatementCoverage,
  type TestController,
  type TestItem,
  TestRunRequest,
  tests,
} from 'vscode';
import { createWorkspaceCoverage, type WorkspaceCoverage } from '../../../src/extension/coverage/workspaceCoverage.ts';
import { runCheck } from '../../../src/extension/testing/checkRun.ts';
import { createCoverageRun } from '../../../src/extension/testing/coverageRun.ts';
import { childrenOf, selectTests } from '../../../src/extension/testing/selection.ts';
import { createTestTree, type TestTree } from '../../../src/extension/testing/testTree.ts';
import { createWorkspaceChanges } from '../../../src/extension/workspaceChanges.ts';
import { cleanUp, eventually, fileUri, openFile, replace, setSetting, tools, writeFile } from '../support/editing.ts';
import { createOwnSession } from '../support/ownSession.ts';
import { recordRun } from '../support/testRun.ts';

const procedure = '# Jams\n\n1. Look for the fault with `Find`.\n2. If it is known, explain it; otherwise hand over.\n';
const shots = `---
sop: ./testing.sop.md
tools: ./testing.tools.json
---

## First

**User**: It jams.
**Think**: Look it up.
**Action**: Find(error = "jam")
**Observation**: Known.

## Second

**User**: It smokes.
**Think**: Look it up.
**Action**: Find(error = "smoke")
**Observation**: Unknown.

**Think**: Nothing is known.
**Action**: Hand over.
<!-- step 2 -->
**Observation**: Done.
`;

const statementsOf = (details: readonly FileCoverageDetail[]) =>
  details.filter((detail) => detail instanceof StatementCoverage);

describe('shots as tests', () => {
  let session: ReturnType<typeof createOwnSession>;
  let controller: TestController;
  let tree: TestTree;
  let coverage: WorkspaceCoverage;
  const token = new CancellationTokenSource().token;

  before(async () => {
    await writeFile('testing.tools.json', tools);
    await writeFile('testing.sop.md', procedure);
    await writeFile('testing.shots.md', shots);
  });
  beforeEach(() => {
    session = createOwnSession();
    controller = tests.createTestController('sopShots.suite', 'Suite');
    tree = createTestTree(session, controller);
    coverage = createWorkspaceCoverage(session, createWorkspaceChanges(session));
  });
  afterEach(async () => {
    coverage.dispose();
    tree.dispose();
    controller.dispose();
    session.dispose();
    await cleanUp();
  });

  const fileItem = async (): Promise<TestItem> => {
    const item = await tree.resolve(fileUri('testing.shots.md'));
    assert.ok(item);
    return item;
  };
  const check = async (include: readonly TestItem[]) => {
    const request = new TestRunRequest(include);
    const recorded = recordRun(controller.createTestRun(request));
    const selection = await selectTests(tree, controller.items, request);
    await runCheck(session, recorded.run, selection, token);
    return { ...recorded, selection };
  };

  it('are found by the extension: file, shot, round', async () => {
    await openFile('testing.shots.md', shots);
    const found = await eventually('the tests of the document', async () => {
      const ids = await commands.executeCommand<string[]>('vscode.testing.getTestsInFile', fileUri('testing.shots.md'));
      return ids.length > 0 ? ids : undefined;
    });
    assert.ok(found.length > 0);
    const file = await fileItem();
    assert.deepEqual(
      childrenOf(file).map(({ label, children }) => [label, children.size]),
      [
        ['First', 1],
        ['Second', 2],
      ],
    );
  });

  it('follow the edits of a document', async () => {
    const { document } = await openFile('testing.shots.md', shots);
    const file = await fileItem();
    await replace(document, '## Second', '## Other');
    await eventually('the new name', () => (childrenOf(file)[1]?.label === 'Other' ? true : undefined));
  });

  it('pass if they have no error', async () => {
    const { states, messages } = await check([await fileItem()]);
    assert.deepEqual(messages, []);
    assert.equal(states.get('First'), 'passed');
    assert.equal(states.get('Round 2'), 'passed');
  });

  it('fail at the argument that is wrong, in its round only', async () => {
    const { document } = await openFile('testing.shots.md', shots);
    await replace(document, 'error = "smoke"', 'error = 7');
    const { states, messages } = await check([await fileItem()]);
    assert.equal(states.get('First'), 'passed');
    assert.equal(states.get('Second'), 'passed');
    assert.equal(messages.length, 1);
    assert.match(String(messages[0]?.message), /parameter-type/);
    const { location } = messages[0] ?? {};
    assert.equal(location && document.getText(location.range), '7');
  });

  it('run one by one', async () => {
    const [first] = childrenOf(await fileItem());
    assert.ok(first);
    const { states } = await check([first]);
    assert.deepEqual([...states.keys()], ['First', 'Round 1']);
  });

  it('cover steps, branches and parameters, with the shots that do', async () => {
    const covering = createCoverageRun(session, coverage, tree);
    const file = await fileItem();
    const { run, selection, covered } = await check([file]);
    await covering.run(run, selection, () => false);
    const procedureFile = covered.find(({ uri }) => uri.path.endsWith('testing.sop.md'));
    assert.ok(procedureFile);
    const details = covering.getDetails(procedureFile);
    assert.deepEqual(
      statementsOf(details).map(({ executed, branches }) => [executed, branches.map((branch) => branch.executed)]),
      [
        [2, []],
        [1, [0, 1]],
      ],
    );
    assert.ok(details.some((detail) => detail instanceof DeclarationCoverage && detail.name === 'Jams'));
    assert.ok(statementsOf(details)[1]?.branches[0] instanceof BranchCoverage);
    assert.deepEqual(
      procedureFile.includesTests?.map(({ label }) => label),
      ['First', 'Second'],
    );
    const toolFile = covered.find(({ uri }) => uri.path.endsWith('testing.tools.json'));
    assert.deepEqual(toolFile && statementsOf(covering.getDetails(toolFile)).map(({ executed }) => executed), [2, 0]);
  });

  it('say what one of them covers', async () => {
    const covering = createCoverageRun(session, coverage, tree);
    const file = await fileItem();
    const { run, selection, covered } = await check([file]);
    await covering.run(run, selection, () => false);
    const procedureFile = covered.find(({ uri }) => uri.path.endsWith('testing.sop.md'));
    const [first] = childrenOf(file);
    assert.ok(procedureFile && first);
    const details = await covering.getDetailsForTest(procedureFile, first);
    assert.deepEqual(
      statementsOf(details).map(({ executed }) => executed),
      [1, 0],
    );
  });

  it('speak the language that is set', async () => {
    await setSetting('sopShots.language', 'zh-CN');
    const file = await fileItem();
    assert.equal(childrenOf(file)[0]?.description, '示例 1');
  });
});
