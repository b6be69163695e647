import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { launchBrowserServer } from '../../../scripts/vscode/browser.ts';
import { copyBuiltInExtensions, installExtension, startCodeServer } from '../../../scripts/vscode/codeServer.ts';
import { vsixPath } from '../../../scripts/vscode/environment.ts';
import { temporaryFolder } from '../../../scripts/vscode/temporary.ts';
import { installTestExtension } from './testExtensions.ts';

/** A VS Code server with the packaged extension. */
export interface PageServer {
  readonly host: string;
  /** The folder of its user data, absolute. */
  readonly dataFolder: string;
}

/**
 * What VS Code brings and the tests work with. The others, for Git or other languages, take a third of the time that a
 * window needs to load; the suites run beside them.
 */
const BUILT_IN_EXTENSIONS = [
  'json',
  'json-language-features',
  'markdown-basics',
  'markdown-language-features',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'yaml',
];

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server for each worker, in the order of their pool ids. */
    readonly pageServers: readonly PageServer[];
    /** The address of the browser that shows the windows of all workers. */
    readonly browser: string;
  }
}

/**
 * Installs the packaged extension and starts the browser and the servers once for all page tests. Vitest calls the answer when the tests are done.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder('servers');
  const extensionsFolder = join(folder.path, 'extensions');
  await installExtension(vsixPath, { dataFolder: join(folder.path, 'installation'), extensionsFolder });
  const builtInExtensionsFolder = join(folder.path, 'built-in');
  await copyBuiltInExtensions(builtInExtensionsFolder, BUILT_IN_EXTENSIONS);
  await installTestExtension('windowControl', builtInExtensionsFolder);
  const workers = Array.from({ length: project.vitest.config.maxWorkers }, (_, index) => index + 1);
  const start = async (worker: number) => {
    const dataFolder = join(folder.path, `worker-${worker}`);
    return { dataFolder, server: await startCodeServer({ dataFolder, extensionsFolder, builtInExtensionsFolder }) };
  };
  const [browser, ...started] = await Promise.all([launchBrowserServer(), ...workers.map(start)]);
  const servers = started.map(({ server: { host }, dataFolder }): PageServer => ({ host, dataFolder }));
  project.provide('pageServers', servers);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await Promise.all(started.map(({ server }) => server.stop()));
    await folder.remove();
  };
}
