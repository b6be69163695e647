import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import { runTask, startProcess } from '../vscode/processes.ts';
import { addCounts, formatCounts, NO_TESTS, runVitest } from './counts.ts';

/** Properties take as many runs as FC_RUNS says, so that a test may take an hour. */
const timeout = '--testTimeout=3600000';

await runTask(async () => {
  const { FC_RUNS, FC_SEED } = process.env;
  console.log('Every regular expression, without the recorded verdicts');
  const regexes = startProcess(process.execPath, [join(projectRoot, 'scripts/tasks/regexes.ts'), '--all'], {
    cwd: projectRoot,
    inherit: true,
  });
  const regexesExit = await regexes.exited;
  console.log(`Unit tests with ${FC_RUNS} runs of each property and the seed FC_SEED=${FC_SEED}`);
  const given = process.argv.slice(2);
  const unit = await runVitest('nightly', [timeout, ...given]);
  console.log('Checks with software from PyPI, those that need torch included');
  const consumers =
    given.length > 0 ? NO_TESTS : await runVitest('consumers', ['--config', 'test/consumers/vitest.config.ts']);
  const counts = addCounts(unit, consumers);
  console.log(formatCounts(counts));
  process.exitCode = counts.failed > 0 || regexesExit !== 0 ? 1 : 0;
});
