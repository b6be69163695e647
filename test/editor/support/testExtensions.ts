import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/vscode/environment.ts';

/** Puts an extension of test/editor, as it was built, into a folder of extensions; answers its folder. */
export async function installTestExtension(
  name: 'modelProvider' | 'windowControl',
  extensionsFolder: string,
): Promise<string> {
  const folder = join(extensionsFolder, name);
  await mkdir(folder, { recursive: true });
  await cp(join(projectRoot, 'test/editor', name, 'package.json'), join(folder, 'package.json'));
  await cp(join(projectRoot, 'dist/test/editor', name, 'extension.cjs'), join(folder, 'extension.cjs'));
  return folder;
}
