import { createLanguageService, type LanguageService } from '../core/index.ts';
import type { FileListing } from './fileListing.ts';
import type { CliIo } from './io.ts';
import { createNodeHost, createRootFinder, type NodeHost } from './workspaceHost.ts';

/** A workspace of the files that a command line names. */
export interface CliWorkspace {
  readonly root: string;
  readonly host: NodeHost;
  readonly service: LanguageService;
  readonly files: readonly string[];
}

/** Files grouped by the workspace they lie in, each with a service of its own. */
export function groupByWorkspace(
  files: readonly string[],
  overlays: ReadonlyMap<string, string>,
  listing: FileListing,
  io: CliIo,
): readonly CliWorkspace[] {
  const findRoot = createRootFinder(io.cwd);
  const byRoot = new Map<string, string[]>();
  for (const path of files) {
    const root = findRoot(path, true);
    const members = byRoot.get(root);
    if (members === undefined) byRoot.set(root, [path]);
    else members.push(path);
  }
  const logger = { info: () => {}, warn: () => {} };
  return [...byRoot].map(([root, members]) => {
    const host = createNodeHost({ roots: [root], overlays, logger, listing });
    return { root, host, service: createLanguageService(host, { language: io.language }), files: members };
  });
}
