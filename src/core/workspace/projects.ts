import { DEFAULT_PROJECT, parseProject } from '../project/parseProject.ts';
import type { Project } from '../project/project.ts';
import type { RuleSchemaSource } from '../project/projectSchema.ts';
import { getFolder, getRoot } from '../text/paths.ts';
import type { DependencyList } from './dependencies.ts';
import type { FileCache } from './fileCache.ts';
import { PROJECT_FILES } from './fileKinds.ts';

/** Finds and reads project files. */
export interface Projects {
  /** The project of a file: the nearest one upward, within the file's own root; else everything default. */
  nearest(uri: string, dependencies: DependencyList): Promise<Project>;
  /** A project file itself. */
  read(uri: string, text: string): Project;
}

export function createProjects(
  files: FileCache,
  roots: readonly string[],
  rules: readonly RuleSchemaSource[] | undefined,
): Projects {
  const parsed = new Map<string, { readonly text: string; readonly project: Project }>();
  const read = (uri: string, text: string): Project => {
    const known = parsed.get(uri);
    if (known?.text === text) return known.project;
    const project = parseProject(uri, text, rules);
    parsed.set(uri, { text, project });
    return project;
  };
  /** By folder: its project, and the files that say so; found again when a file has changed. */
  const byFolder = new Map<string, Promise<FoundProject>>();
  let revision = files.revision;
  const find = async (uri: string): Promise<FoundProject> => {
    const candidates: string[] = [];
    for (const folder of foldersUpward(uri, roots)) {
      for (const name of PROJECT_FILES) {
        const candidate = `${folder}/${name}`;
        candidates.push(candidate);
        const result = await files.read(candidate);
        if (result.ok) return { project: read(candidate, result.text), candidates };
      }
    }
    return { project: DEFAULT_PROJECT, candidates };
  };
  return {
    read,
    async nearest(uri, dependencies) {
      if (revision !== files.revision) byFolder.clear();
      revision = files.revision;
      const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
      const finding = byFolder.get(folder) ?? find(uri);
      byFolder.set(folder, finding);
      const { project, candidates } = await finding;
      for (const candidate of candidates) dependencies.files.add(candidate);
      return project;
    },
  };
}

interface FoundProject {
  readonly project: Project;
  /** The files that could be the project of the folder, up to the one that is. */
  readonly candidates: readonly string[];
}

/** The folders from a file up to its root. A document outside every root belongs to the first. */
function foldersUpward(uri: string, roots: readonly string[]): readonly string[] {
  const root = getRoot(uri, roots);
  const top = root ?? roots[0];
  if (top === undefined) return [];
  if (root === undefined) return [withoutSlash(top)];
  const folders: string[] = [];
  let folder = getFolder(uri);
  while (getRoot(folder, [root]) !== undefined) {
    folders.push(withoutSlash(folder));
    const parent = getFolder(folder);
    if (parent === folder) break;
    folder = parent;
  }
  return folders;
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/$/, '');
}
