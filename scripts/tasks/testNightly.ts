import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import { runTask, startProcess } from '../vscode/processes.ts';
import { formatCounts, runVitest } from './counts.ts';

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
  const counts = await runVitest('nightly', [timeout, ...process.argv.slice(2)]);
  console.log(formatCounts(counts));
  process.exitCode = counts.failed > 0 || regexesExit !== 0 ? 1 : 0;
});
