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
  return {
    read,
    async nearest(uri, dependencies) {
      for (const folder of foldersUpward(uri, roots)) {
        for (const name of PROJECT_FILES) {
          const candidate = `${folder}/${name}`;
          dependencies.files.add(candidate);
          const result = await files.read(candidate);
          if (result.ok) return read(candidate, result.text);
        }
      }
      return DEFAULT_PROJECT;
    },
  };
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
