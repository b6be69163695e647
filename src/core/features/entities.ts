import type { TextRange } from '../text/range.ts';
import type { FeatureContext } from './context.ts';
import type { EntityOccurrence } from './entity.ts';
import { getProcedureOccurrences, getProjectOccurrences } from './procedureOccurrences.ts';
import { getShotsOccurrences } from './shotsOccurrences.ts';
import { getToolFileOccurrences } from './toolFileOccurrences.ts';

/** Everything a file names, in no particular order; with `within`, at least all that touches that range. */
export function entitiesIn(context: FeatureContext, within?: TextRange): Iterable<EntityOccurrence> {
  switch (context.kind) {
    case 'shots':
      return getShotsOccurrences(context, within);
    case 'procedure':
      return getProcedureOccurrences(context);
    case 'tools':
      return getToolFileOccurrences(context.subject.file, undefined, within);
    case 'project':
      return getProjectOccurrences(context);
  }
}

/** What is under the cursor: of several things the smallest, and of two that meet there the one that begins. */
export function entityAt(context: FeatureContext, offset: number): EntityOccurrence | undefined {
  let best: EntityOccurrence | undefined;
  for (const occurrence of entitiesIn(context, { start: offset, end: offset })) {
    const { start, end } = occurrence.range;
    if (offset < start || offset > end) continue;
    if (best === undefined || isBetter(occurrence.range, best.range, offset)) best = occurrence;
  }
  return best;
}

function isBetter(range: TextRange, best: TextRange, offset: number): boolean {
  const holds = offset < range.end;
  const bestHolds = offset < best.end;
  if (holds !== bestHolds) return holds;
  return range.end - range.start < best.end - best.start;
}
