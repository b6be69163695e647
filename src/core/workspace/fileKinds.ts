import type { FileKind } from '../host.ts';
import { baseName } from './paths.ts';

/** The names a project file can have, the first one wins. */
export const PROJECT_FILES = ['sop-shots.yaml', 'sop-shots.yml', 'sop-shots.json'] as const;

/** What kind of file a URI is by its name; undefined for any other file. */
export function fileKindOf(uri: string): FileKind | undefined {
  const name = baseName(uri).toLowerCase();
  if (name.endsWith('.shots.md')) return 'shots';
  if (name.endsWith('.sop.md')) return 'procedure';
  if (/\.tools\.(json|ya?ml)$/.test(name)) return 'tools';
  return PROJECT_FILES.some((file) => file === name) ? 'project' : undefined;
}

/** Glob patterns, relative to a root, of the files of each kind; what a host lists. */
export const filePatterns: Readonly<Record<FileKind, readonly string[]>> = {
  shots: ['**/*.shots.md'],
  procedure: ['**/*.sop.md'],
  tools: ['**/*.tools.json', '**/*.tools.yaml', '**/*.tools.yml'],
  project: PROJECT_FILES.map((name) => `**/${name}`),
};
