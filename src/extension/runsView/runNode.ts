import type { RunRecord as GenerationRecord } from '../../generation/index.ts';
import type { ActiveRun } from '../activeRuns.ts';
import type { StoredRun } from '../results/runFiles.ts';

/** One line of the view *Runs*; the commands of its menu go by the id. */
export type RunNode = (
  | { readonly kind: 'active'; readonly run: ActiveRun }
  | { readonly kind: 'interrupted'; readonly record: GenerationRecord; readonly run: ActiveRun | undefined }
  | { readonly kind: 'results'; readonly stored: StoredRun }
) & { readonly id: string; readonly time: number };

/** Runs under way first, then the newest. A generation that can be resumed is one line, whether it ended in this window or not. */
export function toRunNodes(
  active: readonly ActiveRun[],
  interrupted: readonly GenerationRecord[],
  results: readonly StoredRun[],
): readonly RunNode[] {
  const running = active.filter(({ isRunning }) => isRunning);
  const kept = new Set(interrupted.map(({ id }) => id));
  const ended = active.filter(({ id, isRunning }) => !isRunning && !kept.has(id));
  const past: readonly RunNode[] = [
    ...ended.map(toActiveNode),
    ...interrupted.map((record): RunNode => {
      const run = active.find(({ id }) => id === record.id);
      return { kind: 'interrupted', id: record.id, time: record.started, record, run };
    }),
    ...results.map((stored): RunNode => ({ kind: 'results', id: stored.id, time: stored.time, stored })),
  ];
  return [...running.map(toActiveNode), ...past.toSorted((a, b) => b.time - a.time)];
}

function toActiveNode(run: ActiveRun): RunNode {
  return { kind: 'active', id: run.id, time: run.started, run };
}
