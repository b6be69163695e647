import { createLanguageService, getFileKind, type LanguageService } from '../core/index.ts';
import type { FileListing } from './fileListing.ts';
import type { CliIo } from './io.ts';
import { createNodeHost, createRootFinder, type NodeHost } from './workspaceHost.ts';

/** A workspace of the files that a command line names. */
export interface CliWorkspace {
  readonly root: string;
  readonly host: NodeHost;
  readonly service: LanguageService;
  /** In the order in which they are checked. */
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
    const service = createLanguageService(host, { language: io.language, collectsToolUse: true });
    return { root, host, service, files: withToolFilesLast(members) };
  });
}

/** Tool files come after the documents that use them, so that what these do with the tools is known by then. */
function withToolFilesLast(paths: readonly string[]): readonly string[] {
  const isToolFile = (path: string) => getFileKind(path) === 'tools';
  return [...paths.filter((path) => !isToolFile(path)), ...paths.filter(isToolFile)];
}
