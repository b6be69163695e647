import type { WorkspaceTools } from './documentTools.ts';
import type { FileCache } from './fileCache.ts';
import type { Projects } from './projects.ts';
import type { ToolFiles } from './toolFiles.ts';

/** What readers of documents work with. */
export interface Services {
  readonly files: FileCache;
  readonly projects: Projects;
  readonly toolFiles: ToolFiles;
  readonly workspaceTools: WorkspaceTools;
  /** The workspace's folders, in canonical spelling. */
  readonly roots: readonly string[];
}
