import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/vscode/browser.ts';
import { type CodeServer, plainSettings, startCodeServer, steadySettings } from '../../scripts/vscode/codeServer.ts';
import { projectRoot, resultsFolder } from '../../scripts/vscode/environment.ts';
import { patience } from '../../scripts/vscode/patience.ts';
import { type Print, printToTerminal } from '../../scripts/vscode/processes.ts';
import { copyWorkspace, temporaryFolder } from '../../scripts/vscode/temporary.ts';
import { createReportCounter } from './support/reportCounter.ts';
import { type Counts, followReports, type Report } from './support/results.ts';
import { installTestExtension } from './support/testExtensions.ts';

/** A suite that reports nothing for this many milliseconds has hung. */
const IDLE_LIMIT = patience(180_000);

/** Nobody looks at the window, and drawing it takes time from the tests. It is laid out all the same. */
const UNDRAWN = 'body { opacity: 0 }';
const DRAWN = 'body { opacity: 1 !important }';

/**
 * Runs the suites of test/editor/suite inside the extension host of a real VS Code server, on a copy of
 * test/editor/workspace, a workspace file with one folder, so that tests can add others. Chromium only carries the window; a picture of it is kept of every failed test.
 */
export async function runSuiteInServer({
  grep,
  print = printToTerminal,
}: {
  readonly grep?: string | undefined;
  readonly print?: Print;
} = {}): Promise<Counts> {
  const folder = await temporaryFolder('suite');
  const results = join(folder.path, 'results.jsonl');
  const log = join(resultsFolder, 'suite-console.log');
  await mkdir(resultsFolder, { recursive: true });
  await rm(log, { force: true });
  const copy = await copyWorkspace(join(projectRoot, 'test/editor/workspace'), join(folder.path, 'copy'));
  const workspace = join(copy, 'suite.code-workspace');
  const extensionsFolder = join(folder.path, 'extensions');
  await installTestExtension('modelProvider', extensionsFolder);
  const [server, browser] = await Promise.all([
    startCodeServer({
      dataFolder: join(folder.path, 'data'),
      extensionsFolder,
      settings: { ...steadySettings, ...plainSettings },
      testDriver: true,
      env: { SOP_SHOTS_RESULTS: results, SOP_SHOTS_SCREENSHOTS: '1', ...(grep ? { SOP_SHOTS_GREP: grep } : {}) },
    }),
    launchBrowser(),
  ]);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const finished = await startSuite(page, server, workspace, log);
    return await collect(page, results, finished, (line) => print(`${line}\n`));
  } finally {
    await appendFile(log, `\n--- server ---\n${server.output()}`);
    await browser.close();
    await server.stop();
    await folder.remove();
  }
}

/** Loads the window that runs the suite; the answer tells how that ended once it has. */
async function startSuite(
  page: Page,
  server: CodeServer,
  workspace: string,
  log: string,
): Promise<() => string | undefined> {
  let finished: string | undefined;
  const remote = (path: string) => `vscode-remote://${server.host}${path}`;
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) =>
    appendFile(log, `[${type}] ${args.map(String).join(' ')}\n`),
  );
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    finished ??= code === 0 ? '' : `exit code ${code}`;
  });
  page.on('crash', () => {
    finished ??= 'the page crashed';
  });
  server.exited.then(
    () => {
      finished ??= 'the VS Code server ended';
    },
    () => undefined,
  );
  await page.goto(
    server.address(workspace, [
      ['extensionDevelopmentPath', remote(projectRoot)],
      ['extensionTestsPath', remote(join(projectRoot, 'dist/test/editor/suite.cjs'))],
    ]),
  );
  await page.addStyleTag({ content: UNDRAWN });
  return () => finished;
}

async function collect(
  page: Page,
  results: string,
  finished: () => string | undefined,
  say: (line: string) => void,
): Promise<Counts> {
  const counter = createReportCounter(say);
  let lastReport = Date.now();
  const isIdle = () => Date.now() - lastReport > IDLE_LIMIT;
  for await (const report of followReports(results, () => finished() !== undefined || isIdle())) {
    lastReport = Date.now();
    counter.take(report);
    if (report.type === 'screenshot') await takePicture(page, report, say);
  }
  if (counter.complete()) return counter.counts();
  const why = finished() || (isIdle() ? `no report for ${IDLE_LIMIT / 1000} s` : 'no reason is known');
  counter.abort(`${why}; see test-results/suite-console.log`);
  await keepPicture(page, join(resultsFolder, 'suite-incomplete.png')).catch(() => undefined);
  return counter.counts();
}

async function takePicture(
  page: Page,
  { name, answer }: Extract<Report, { type: 'screenshot' }>,
  say: (line: string) => void,
): Promise<void> {
  const path = join(resultsFolder, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
  await keepPicture(page, path).then(
    () => say(`      picture: ${path}`),
    () => undefined,
  );
  await writeFile(answer, '');
}

function keepPicture(page: Page, path: string): Promise<unknown> {
  return page.screenshot({ path, style: DRAWN });
}
