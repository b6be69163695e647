import type { PathEntry } from '../model/model.ts';
import { parseProcedure } from '../procedures/parseProcedure.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { resolvePath } from '../text/paths.ts';
import type { DependencyList } from './dependencies.ts';
import { pathFailureMessage, readFailureMessage } from './readFailures.ts';
import type { Services } from './services.ts';
import type { MissingFile } from './subjects.ts';

/** The procedures that paths lead to, and the paths that lead nowhere. */
export interface LoadedProcedures {
  readonly procedures: readonly Procedure[];
  readonly missing: readonly MissingFile[];
}

/** Reads the procedures that a file names. */
export async function readProcedures(
  from: string,
  entries: readonly PathEntry[],
  { files, roots }: Services,
  dependencies: DependencyList,
): Promise<LoadedProcedures> {
  const procedures: Procedure[] = [];
  const missing: MissingFile[] = [];
  for (const { path, range } of entries) {
    const target = resolvePath(from, path, roots);
    if (!target.ok) {
      missing.push({ path, range, reason: pathFailureMessage(target.reason) });
      continue;
    }
    dependencies.files.add(target.uri);
    const result = await files.read(target.uri);
    if (result.ok) procedures.push(getProcedure(target.uri, result.text));
    else missing.push({ path, range, reason: readFailureMessage(result.reason) });
  }
  return { procedures, missing };
}

const MAX_KNOWN = 100;
const PROCEDURES_BY_URI = new Map<string, Procedure>();

/** A procedure, parsed again only when its text has changed. */
export function getProcedure(uri: string, text: string): Procedure {
  const before = PROCEDURES_BY_URI.get(uri);
  if (before?.text === text) return before;
  const procedure = parseProcedure(uri, text, before);
  if (PROCEDURES_BY_URI.size >= MAX_KNOWN) PROCEDURES_BY_URI.clear();
  PROCEDURES_BY_URI.set(uri, procedure);
  return procedure;
}
