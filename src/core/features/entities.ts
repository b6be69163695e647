import type { TextRange } from '../text/range.ts';
import type { FeatureContext } from './context.ts';
import type { EntityPlace } from './entity.ts';
import { procedurePlaces, projectPlaces } from './procedurePlaces.ts';
import { shotsPlaces } from './shotsPlaces.ts';
import { schemaPlaces } from './toolPlaces.ts';

/** Everything a file names, in no particular order; with `within`, at least all that touches that range. */
export function entitiesIn(context: FeatureContext, within?: TextRange): Iterable<EntityPlace> {
  switch (context.kind) {
    case 'shots':
      return shotsPlaces(context, within);
    case 'procedure':
      return procedurePlaces(context);
    case 'tools':
      return schemaPlaces(context.subject.file, undefined, within);
    case 'project':
      return projectPlaces(context);
  }
}

/** What stands under the cursor: of several things the smallest, and of two that meet there the one that begins. */
export function entityAt(context: FeatureContext, offset: number): EntityPlace | undefined {
  let best: EntityPlace | undefined;
  for (const place of entitiesIn(context, { start: offset, end: offset })) {
    const { start, end } = place.range;
    if (offset < start || offset > end) continue;
    if (best === undefined || isBetter(place.range, best.range, offset)) best = place;
  }
  return best;
}

function isBetter(range: TextRange, best: TextRange, offset: number): boolean {
  const holds = offset < range.end;
  const bestHolds = offset < best.end;
  if (holds !== bestHolds) return holds;
  return range.end - range.start < best.end - best.start;
}
