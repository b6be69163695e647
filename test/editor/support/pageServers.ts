import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { launchBrowserServer } from '../../../scripts/vscode/browser.ts';
import { type CodeServer, installExtension, startCodeServer } from '../../../scripts/vscode/codeServer.ts';
import { vsixPath } from '../../../scripts/vscode/environment.ts';
import { temporaryFolder } from '../../../scripts/vscode/temporary.ts';

/** A VS Code server with the packaged extension. */
export interface PageServer {
  readonly host: string;
  /** The folder of its user data, absolute. */
  readonly dataFolder: string;
}

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
  const started: CodeServer[] = [];
  const servers: PageServer[] = [];
  for (let worker = 1; worker <= project.vitest.config.maxWorkers; worker++) {
    const dataFolder = join(folder.path, `worker-${worker}`);
    const server = await startCodeServer({ dataFolder, extensionsFolder });
    started.push(server);
    servers.push({ host: server.host, dataFolder });
  }
  const browser = await launchBrowserServer();
  project.provide('pageServers', servers);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await Promise.all(started.map((server) => server.stop()));
    await folder.remove();
  };
}
