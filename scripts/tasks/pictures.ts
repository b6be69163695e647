import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, resultsFolder } from '../vscode/environment.ts';
import { buildTolerant, packageExtension } from '../vscode/extension.ts';
import { runTask } from '../vscode/processes.ts';
import { runVitest } from './counts.ts';

/** How the names of the pictures of the documentation begin among the results of tests. */
const PREFIX = 'docs-';
const FOLDER = join(projectRoot, 'docs/images');

// Takes the pictures of README and documentation again. One that looks the same stays the same file.
await runTask(async () => {
  for (const name of await listTaken()) await rm(join(resultsFolder, name));
  await buildTolerant(['src/extension', 'test/editor']);
  await packageExtension();
  const { failed } = await runVitest('pictures', [
    '--config',
    'test/editor/pictures/vitest.config.ts',
    ...process.argv.slice(2),
  ]);
  for (const name of await listTaken())
    await replace(name.slice(PREFIX.length), await readFile(join(resultsFolder, name)));
  process.exitCode = failed > 0 ? 1 : 0;
});

async function listTaken(): Promise<readonly string[]> {
  const names = await readdir(resultsFolder).catch(() => []);
  return names.filter((name) => name.startsWith(PREFIX) && name.endsWith('.png'));
}

async function replace(name: string, taken: Buffer): Promise<void> {
  const path = join(FOLDER, name);
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(taken) === true) return console.log(`unchanged: ${name}`);
  await writeFile(path, taken);
  console.log(`taken: ${name}, ${before?.length ?? 0} bytes before, ${taken.length} now`);
}
