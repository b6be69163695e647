import { comparableName, type NamedDocument, namedDocuments } from '../procedures/documentNames.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { getBaseName, getRoot, resolvePath } from '../text/paths.ts';
import type { DependencyList } from './dependencies.ts';
import { getProcedure } from './procedureCache.ts';
import { pathFailureMessage, readFailureMessage } from './readFailures.ts';
import type { Services } from './services.ts';
import type { CalledProcedure } from './subjects.ts';

/** Finds the files of the procedures that a procedure names: by their paths, or by their titles, ids and file names. */
export async function findCalledProcedures(
  procedure: Procedure,
  services: Services,
  dependencies: DependencyList,
): Promise<readonly CalledProcedure[]> {
  const called: CalledProcedure[] = [];
  for (const named of namedDocuments(procedure)) {
    const find = named.form === 'path' ? findByPath : findByName;
    called.push(await find(named, procedure, services, dependencies));
  }
  return called;
}

async function findByPath(
  named: NamedDocument,
  { uri }: Procedure,
  { files, roots }: Services,
  dependencies: DependencyList,
): Promise<CalledProcedure> {
  const target = resolvePath(uri, named.name, roots);
  if (!target.ok) return { ...named, uri: undefined, reason: pathFailureMessage(target.reason) };
  dependencies.files.add(target.uri);
  const result = await files.read(target.uri);
  return result.ok
    ? { ...named, uri: target.uri, reason: undefined }
    : { ...named, uri: undefined, reason: readFailureMessage(result.reason) };
}

async function findByName(
  named: NamedDocument,
  { uri: from }: Procedure,
  { files, roots }: Services,
  dependencies: DependencyList,
): Promise<CalledProcedure> {
  const root = getRoot(from, roots) ?? roots[0];
  const searched = comparableName(named.name);
  const missing = { ...named, uri: undefined, reason: readFailureMessage('not-found') };
  if (root === undefined || searched === '') return missing;
  dependencies.lists.push({ root, kind: 'procedure' });
  const uris = await files.list(root, 'procedure');
  const byFile = uris.find((uri) => comparableName(getBaseName(uri).replace(/\.sop\.md$/i, '')) === searched);
  if (byFile !== undefined) return { ...named, uri: byFile, reason: undefined };
  for (const uri of uris) {
    if (uri === from) continue;
    dependencies.files.add(uri);
    const result = await files.read(uri);
    if (result.ok && hasName(getProcedure(uri, result.text), searched)) return { ...named, uri, reason: undefined };
  }
  return missing;
}

function hasName({ text, title, id }: Procedure, searched: string): boolean {
  const written = title === undefined ? '' : text.slice(title.start, title.end);
  return comparableName(written) === searched || (id !== undefined && comparableName(id) === searched);
}
