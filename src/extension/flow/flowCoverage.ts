import { type CombinedCoverage, combinedCoverage, type Procedure } from '../../core/index.ts';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Session } from '../session.ts';

/** Whose shots color a drawing. */
export type FlowScope = 'workspace' | 'folder' | 'none';

export function isFlowScope(value: unknown): value is FlowScope {
  return value === 'workspace' || value === 'folder' || value === 'none';
}

/** What the shots of a scope cover of a procedure; undefined where none names it. */
export async function shownCoverage(
  session: Session,
  coverage: WorkspaceCoverage,
  procedure: Procedure,
  scope: FlowScope,
): Promise<CombinedCoverage | undefined> {
  if (scope === 'none') return undefined;
  const measured = await coverage.measure();
  const known = measured?.procedures.find(({ uri }) => uri === procedure.uri)?.documents ?? [];
  const uris = scope === 'workspace' ? known : known.filter((uri) => folderOf(uri) === folderOf(procedure.uri));
  const documents = await Promise.all(
    uris.map(async (uri) => {
      const context = await session.service.getContext(uri);
      return context === undefined ? [] : [{ uri, ...context }];
    }),
  );
  const naming = documents.flat().filter(({ procedures }) => procedures.includes(procedure));
  return naming.length === 0 ? undefined : combinedCoverage(procedure, naming);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
