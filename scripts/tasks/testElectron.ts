import { runSuiteInElectron } from '../../test/editor/runInElectron.ts';
import { buildExtension } from '../vscode/extension.ts';
import { runTask } from '../vscode/processes.ts';
import { formatCounts } from './counts.ts';

await runTask(async () => {
  await buildExtension({ tests: true, only: ['src/extension', 'webview', 'test/editor'] });
  const counts = await runSuiteInElectron(process.env.VSCODE_VERSION ?? 'stable');
  console.log(formatCounts(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
});
