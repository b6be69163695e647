import { parseArgs } from 'node:util';
import { runSuiteInServer } from '../../test/editor/runInServer.ts';
import { buildExtension, packageExtension } from '../vscode/extension.ts';
import { endAllOnSignal } from '../vscode/processes.ts';
import { addCounts, countsLine, noTests, runVitest } from './counts.ts';

const usage = `npm run test:editor -- [--grep PATTERN] [--only suite|page]
Builds the extension and runs its tests in a real VS Code:
  suite   test/editor/suite, inside the extension host
  page    test/editor/page, through the window, with the packaged extension installed`;

const { values } = parseArgs({
  options: { grep: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help || !['suite', 'page', undefined].includes(values.only)) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  endAllOnSignal();
  let counts = noTests;
  await buildExtension({ tests: true, only: ['src/extension', 'webview', 'test/editor'] });
  if (values.only !== 'page') counts = addCounts(counts, await runSuiteInServer(values.grep));
  if (values.only !== 'suite') {
    await packageExtension();
    counts = addCounts(counts, await runPageTests(values.grep));
  }
  console.log(countsLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** What a pattern leaves out is not skipped: nobody asked for it. */
async function runPageTests(grep: string | undefined) {
  const config = ['--config', 'test/editor/page/vitest.config.ts'];
  const counts = await runVitest('page', grep ? [...config, '-t', grep] : config);
  return grep ? { ...counts, skipped: 0 } : counts;
}
