import type { MissingFile } from '../lint/rule.ts';
import type { PathEntry } from '../model/model.ts';
import { parseProcedure } from '../procedures/parseProcedure.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { DependencyList } from './dependencies.ts';
import { pathFailureMessage, readFailureMessage } from './failures.ts';
import { resolvePath } from './paths.ts';
import type { Services } from './services.ts';

/** The procedures that paths lead to, and the paths that lead nowhere. */
export interface FoundProcedures {
  readonly procedures: readonly Procedure[];
  readonly missing: readonly MissingFile[];
}

/** Reads the procedures that a file names. */
export async function readProcedures(
  from: string,
  entries: readonly PathEntry[],
  { files, roots }: Services,
  dependencies: DependencyList,
): Promise<FoundProcedures> {
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
    if (result.ok) procedures.push(procedureOf(target.uri, result.text));
    else missing.push({ path, range, reason: readFailureMessage(result.reason) });
  }
  return { procedures, missing };
}

const MAX_KNOWN = 100;
const known = new Map<string, Procedure>();

/** A procedure, parsed again only when its text has changed. */
export function procedureOf(uri: string, text: string): Procedure {
  const before = known.get(uri);
  if (before?.text === text) return before;
  const procedure = parseProcedure(uri, text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(uri, procedure);
  return procedure;
}
