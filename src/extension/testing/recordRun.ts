import { Uri, workspace } from 'vscode';
import { DEFAULT_PROMPT_OPTIONS, toRunRecord, toScores } from '../../evaluation/index.ts';
import { getCost, getPrice } from '../../generation/index.ts';
import { getPriceTable } from '../generation/connections/userConnections.ts';
import { readCommit, saveRun } from '../results/runFiles.ts';
import type { Session } from '../session.ts';
import type { SelectedCases } from './evaluationSources.ts';
import type { ModelRunResult } from './modelRun.ts';

/** The folder of the project that all documents are in, as on the command line; else the folder of the workspace. */
function findRoot(sources: SelectedCases['sources']): Uri | undefined {
  const [first] = sources;
  if (first === undefined) return undefined;
  const folder = workspace.getWorkspaceFolder(Uri.parse(first.uri))?.uri;
  const { uri } = first.project;
  const project = uri === undefined ? undefined : Uri.joinPath(Uri.parse(uri), '..');
  const holdsAll = (root: Uri): boolean =>
    sources.every((source) => Uri.parse(source.uri).path.startsWith(`${root.path}/`));
  return [project, folder].find((root) => root !== undefined && holdsAll(root));
}

/** Stores a complete run, so that the panel of results shows it. Documents of no workspace, or of several folders, have no place for it. */
export async function recordRun(
  session: Session,
  { sources, skipped, isPartial, cases }: SelectedCases,
  { outcome, results }: ModelRunResult,
  model: string,
  repeat: number,
): Promise<void> {
  const root = findRoot(sources);
  if (root === undefined || outcome !== 'complete') return;
  const order = new Map(cases.map(({ id }, index) => [id, index]));
  const ordered = results.toSorted((a, b) => (order.get(a.case.id) ?? 0) - (order.get(b.case.id) ?? 0));
  const scores = toScores(ordered, repeat);
  const about = {
    model,
    time: new Date().toISOString(),
    commit: await readCommit(root),
    outcome,
    as: DEFAULT_PROMPT_OPTIONS.form,
    match: 'strict' as const,
    repeat,
    shots: 'shown' as const,
    isPartial,
    cost: getCost(getPrice(getPriceTable(), model), scores.usage),
  };
  const toPath = (uri: string): string => Uri.parse(uri).path.slice(root.path.length + 1);
  await saveRun(session, root, toRunRecord(ordered, skipped, scores, about, toPath, session.language()));
}
