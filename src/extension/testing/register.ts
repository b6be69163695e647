import {
  type CancellationToken,
  Disposable,
  type TestController,
  TestRunProfileKind,
  TestRunRequest,
  tests,
} from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { ActiveRuns } from '../activeRuns.ts';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Findings } from '../findings.ts';
import type { ModelChooser } from '../generation/connections/modelChooser.ts';
import type { Session } from '../session.ts';
import { runCheck } from './checkRun.ts';
import { createCoverageRun } from './coverageRun.ts';
import { registerModelProfiles } from './modelProfiles.ts';
import { createReplyFiles } from './replyFiles.ts';
import { selectTests } from './selection.ts';
import { createTestTree, type TestTree } from './testTree.ts';

const say = defineMessages({
  check: { en: 'Check', 'zh-CN': '检查' },
  coverage: { en: 'Check with Coverage', 'zh-CN': '检查并统计覆盖率' },
});

/** The shots of the workspace as tests. Check and coverage need no model, the other profiles do. */
export function registerTesting(
  session: Session,
  findings: Findings,
  coverage: WorkspaceCoverage,
  generation: { readonly models: ModelChooser; readonly runs: ActiveRuns },
): Disposable {
  const controller = tests.createTestController('sopShots.shots', 'SOP Shots');
  const tree = createTestTree(session, controller);
  const check = registerCheck(session, findings, controller, tree);
  const covering = registerCoverage(session, controller, tree, coverage);
  const asking = registerModelProfiles(session, controller, tree, generation, createReplyFiles(session));
  return Disposable.from(tree, check, covering, asking, controller);
}

function registerCheck(session: Session, findings: Findings, controller: TestController, tree: TestTree): Disposable {
  const runOnce = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
    const run = controller.createTestRun(request);
    try {
      await runCheck(session, run, await selectTests(tree, controller.items, request), token);
    } finally {
      run.end();
    }
  };
  const profile = controller.createRunProfile(
    session.t(say('check')),
    TestRunProfileKind.Run,
    async (request, token) => {
      if (request.continuous !== true) return runOnce(request, token);
      const following = findings.onDidChange(async (uri) => {
        const file = controller.items.get(uri.toString());
        if (file === undefined) return;
        // Only the tests of the document that changed run again.
        const selection = await selectTests(tree, controller.items, request);
        if (!selection.files.includes(file)) return;
        const own = request.include?.filter((item) => item.uri?.toString() === uri.toString()) ?? [file];
        await runOnce(new TestRunRequest(own, request.exclude, profile, true), token);
      });
      token.onCancellationRequested(() => following.dispose());
    },
    true,
    undefined,
    true,
  );
  const rename = session.onDidChangeLanguage(() => {
    profile.label = session.t(say('check'));
  });
  return Disposable.from(profile, rename);
}

function registerCoverage(
  session: Session,
  controller: TestController,
  tree: TestTree,
  coverage: WorkspaceCoverage,
): Disposable {
  const covering = createCoverageRun(session, coverage, tree);
  const profile = controller.createRunProfile(
    session.t(say('coverage')),
    TestRunProfileKind.Coverage,
    async (request, token) => {
      const run = controller.createTestRun(request);
      try {
        const selection = await selectTests(tree, controller.items, request);
        await runCheck(session, run, selection, token);
        await covering.run(run, selection, () => token.isCancellationRequested);
      } finally {
        run.end();
      }
    },
    true,
  );
  profile.loadDetailedCoverage = async (_run, file) => covering.getDetails(file);
  profile.loadDetailedCoverageForTest = (_run, file, test) => covering.getDetailsForTest(file, test);
  const rename = session.onDidChangeLanguage(() => {
    profile.label = session.t(say('coverage'));
  });
  return Disposable.from(profile, rename);
}
