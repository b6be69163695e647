import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installExtension } from '../../../scripts/vscode/codeServer.ts';
import { vsixPath } from '../../../scripts/vscode/environment.ts';
import { temporaryFolder } from '../../../scripts/vscode/temporary.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder that the packaged extension is installed in, for every server of a run. */
    readonly extensionsFolder: string;
  }
}

/** Installs the packaged extension once for all page tests; vitest calls the answer when they are done. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder('extensions');
  const extensionsFolder = join(folder.path, 'extensions');
  await installExtension(vsixPath, { dataFolder: join(folder.path, 'data'), extensionsFolder });
  project.provide('extensionsFolder', extensionsFolder);
  return folder.remove;
}
