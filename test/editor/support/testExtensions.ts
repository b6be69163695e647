import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/vscode/environment.ts';

/** Puts the extension that provides models for tests, as it was built, into a folder of extensions. */
export async function installModelProvider(extensionsFolder: string): Promise<string> {
  const folder = join(extensionsFolder, 'test-models.model-provider-1.0.0');
  await mkdir(folder, { recursive: true });
  await cp(join(projectRoot, 'test/editor/modelProvider/package.json'), join(folder, 'package.json'));
  await cp(join(projectRoot, 'dist/test/editor/modelProvider/extension.cjs'), join(folder, 'extension.cjs'));
  return folder;
}
