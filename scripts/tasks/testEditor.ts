import { parseArgs } from 'node:util';
import { runSuiteInServer } from '../../test/editor/runInServer.ts';
import { buildTolerant, packageExtension } from '../vscode/extension.ts';
import { runTask } from '../vscode/processes.ts';
import { addCounts, formatCounts, NO_TESTS } from './counts.ts';
import { runPageTests } from './pageTests.ts';

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
  await runTask(() => testEditor(values));
}

async function testEditor({ grep, only }: { readonly grep?: string; readonly only?: string }): Promise<void> {
  let counts = NO_TESTS;
  await buildTolerant(['src/extension', 'test/editor']);
  if (only !== 'page') counts = addCounts(counts, await runSuiteInServer({ grep }));
  if (only !== 'suite') {
    await packageExtension();
    counts = addCounts(counts, await runPageTests({ grep }));
  }
  console.log(formatCounts(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
