import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, vsixPath } from '../vscode/environment.ts';
import { buildExtension, packageExtension } from '../vscode/extension.ts';
import { CommandError, runCommand, runTask } from '../vscode/processes.ts';
import { checkPackage } from './packageChecks.ts';

/** Every step of a release but the upload: the VSIX for both marketplaces, and the npm package. */
await runTask(async () => {
  await checkChangelog();
  await buildExtension({ production: true, only: ['src/extension', 'webview'] });
  await packageExtension();
  console.log(await checkPackage());
  console.log(`packaged: ${vsixPath}`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await runCommand(npm, ['publish', '--dry-run', '--offline'], { cwd: projectRoot, inherit: true });
  await runCommand(process.execPath, [join(projectRoot, 'scripts/tasks/testInstall.ts')], { inherit: true });
});

/** The version to release must have its heading. */
async function checkChangelog(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const changelog = await readFile(join(projectRoot, 'CHANGELOG.md'), 'utf8');
  if (!changelog.includes(version)) throw new CommandError(`CHANGELOG.md has no heading for version ${version}.`);
}
