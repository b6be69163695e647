import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import { buildExtension } from '../vscode/extension.ts';
import { runCommand, runTask } from '../vscode/processes.ts';
import { writeNotices } from './notices.ts';

/** Where tsc leaves the declarations of the entry for programs. */
const DECLARATIONS = 'node_modules/.cache/types/src/api';

/** Builds what the npm package holds. `npm pack` and `npm publish` run it. */
await runTask(async () => {
  await buildExtension({ production: true, only: ['src/cli'] });
  await runCommand(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'src/api'], { cwd: projectRoot });
  await writeDeclarations();
  const chunks = await readdir(join(projectRoot, 'dist/cli'));
  await writeNotices(['dist/cli.mjs', 'dist/api.mjs', ...chunks.map((name) => `dist/cli/${name}`)]);
});

async function writeDeclarations(): Promise<void> {
  const index = await readFile(join(projectRoot, DECLARATIONS, 'index.d.ts'), 'utf8');
  const types = await readFile(join(projectRoot, DECLARATIONS, 'types.d.ts'), 'utf8');
  await writeFile(join(projectRoot, 'dist/api.d.ts'), index.replaceAll("'./types.ts'", "'./apiTypes.js'"));
  await writeFile(join(projectRoot, 'dist/apiTypes.d.ts'), types);
}
