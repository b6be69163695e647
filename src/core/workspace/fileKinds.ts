import type { FileKind } from '../host.ts';
import { getBaseName } from '../text/paths.ts';

/** The names a project file can have, the first one wins. */
export const PROJECT_FILES = ['sop-shots.yaml', 'sop-shots.yml', 'sop-shots.json'] as const;

/** What kind of file a URI is by its name; undefined for any other file. */
export function getFileKind(uri: string): FileKind | undefined {
  const name = getBaseName(uri).toLowerCase();
  if (name.endsWith('.shots.md')) return 'shots';
  if (name.endsWith('.sop.md')) return 'procedure';
  if (/\.tools\.(json|ya?ml)$/.test(name)) return 'tools';
  return PROJECT_FILES.some((file) => file === name) ? 'project' : undefined;
}

/** Glob patterns, relative to a root, of the files of each kind; what a host lists. */
export const FILE_PATTERNS: Readonly<Record<FileKind, readonly string[]>> = {
  shots: ['**/*.shots.md'],
  procedure: ['**/*.sop.md'],
  tools: ['**/*.tools.json', '**/*.tools.yaml', '**/*.tools.yml'],
  project: PROJECT_FILES.map((name) => `**/${name}`),
};

/** True for a file of JSON or YAML by its name: data, which is never read as shots by itself. */
export function isDataFile(uri: string): boolean {
  return /\.(?:jsonl?|ndjson|ya?ml)$/i.test(getBaseName(uri));
}
