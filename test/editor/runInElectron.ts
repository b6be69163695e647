import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { projectRoot } from '../../scripts/vscode/environment.ts';
import { CommandError } from '../../scripts/vscode/processes.ts';
import { copyWorkspace, temporaryFolder } from '../../scripts/vscode/temporary.ts';
import { createReportCounter } from './support/reportCounter.ts';
import { type Counts, followReports } from './support/results.ts';
import { installTestExtension } from './support/testExtensions.ts';

/** Runs the same suites as `runSuiteInServer` in a desktop VS Code, which is downloaded from its vendor. */
export async function runSuiteInElectron(version: string): Promise<Counts> {
  const program = await downloadAndUnzipVSCode({ version, cachePath: join(projectRoot, '.vscode-test') }).catch(
    (error) => {
      throw new CommandError(
        `VS Code cannot be downloaded: ${error.message}\n\`npm run test:editor\` runs the same suites in the server build from npm.`,
      );
    },
  );
  const folder = await temporaryFolder('electron');
  const results = join(folder.path, 'results.jsonl');
  const copy = await copyWorkspace(join(projectRoot, 'test/editor/workspace'), join(folder.path, 'copy'));
  let ended = false;
  const end = () => {
    ended = true;
  };
  const run = runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: [
      projectRoot,
      await installTestExtension('modelProvider', join(folder.path, 'extensions')),
    ],
    extensionTestsPath: join(projectRoot, 'dist/test/editor/suite.cjs'),
    extensionTestsEnv: { SOP_SHOTS_RESULTS: results, SOP_SHOTS_GREP: process.env.SOP_SHOTS_GREP },
    launchArgs: [
      join(copy, 'suite.code-workspace'),
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${join(folder.path, 'data')}`,
    ],
  });
  run.then(end, end);
  const tally = createReportCounter((line) => console.log(line));
  for await (const report of followReports(results, () => ended)) tally.take(report);
  // A failed test fails the run too; only a run that broke off has more to say than its reports.
  const failure = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  await folder.remove();
  if (!tally.complete()) tally.abort(failure instanceof Error ? failure.message : String(failure));
  return tally.counts();
}
