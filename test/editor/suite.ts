/// <reference types="mocha" />
import { join } from 'node:path';
import { commands, version, workspace } from 'vscode';
import { report, screenshot } from './support/results.ts';
import { rememberFiles } from './support/startingFiles.ts';

/** How long one test may take, in milliseconds: much, since a busy machine is slow. */
const timeout = 60_000;

/** A test in an editor may need a second try, which is reported. */
const retries = 1;

/** Called by VS Code inside the extension host: runs every suite, which are in a bundle beside this one. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const grep = process.env.SOP_SHOTS_GREP;
  // The base reporter prints nothing; the reports below go to a file.
  const mocha = new Mocha({ ui: 'bdd', timeout, retries, reporter: Mocha.reporters.Base, ...(grep ? { grep } : {}) });
  mocha.rootHooks({ afterEach: pictureOfFailure });
  mocha.addFile(join(__dirname, 'suites.cjs'));
  await mocha.loadFilesAsync();
  await keepApart(mocha.suite.suites);
  const failures = await runAndReport(mocha);
  report({ type: 'end' });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/**
 * Each suite finds the workspace as the first one does, and no view open. What the others left would be listed, read and
 * measured again with every change, and so would all views that they opened.
 */
async function keepApart(suites: readonly Mocha.Suite[]): Promise<void> {
  for (const suite of suites) suite.afterAll(closeViews);
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const restoreFiles = await rememberFiles(uri);
    for (const suite of suites) suite.afterAll(restoreFiles);
  }
  await closeViews();
}

async function closeViews(): Promise<void> {
  await commands.executeCommand('workbench.action.closeSidebar');
  await commands.executeCommand('workbench.action.closePanel');
}

function runAndReport(mocha: Mocha): Promise<number> {
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    report({ type: 'begin', editor: version, tests: runner.total });
    runner.on('pass', (test) => report({ type: 'pass', title: test.fullTitle(), duration: test.duration ?? 0 }));
    runner.on('retry', (test, error) => {
      report({ type: 'retry', title: test.fullTitle(), error: describeError(error) });
    });
    runner.on('pending', (test) => report({ type: 'skip', title: test.fullTitle() }));
    runner.on('fail', (test, error) => report({ type: 'fail', title: test.fullTitle(), error: describeError(error) }));
  });
}

async function pictureOfFailure(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state === 'failed') await screenshot(this.currentTest.fullTitle());
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
