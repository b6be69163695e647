import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, neverCancelled } from '../../host.ts';
import type { FeatureContext } from '../context.ts';
import { entitiesIn, entityAt } from '../entities.ts';
import type { EntityPlace } from '../entity.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { locationOf, placesIn, placesOf } from './places.ts';

/** Every place of the workspace that names what is under the cursor. */
export async function references(
  services: FeatureServices,
  uri: string,
  position: Position,
  includeDeclaration: boolean,
  cancellation: Cancellation = neverCancelled,
  kind: FileKind | undefined = undefined,
): Promise<readonly Location[]> {
  const context = await services.load(uri, kind);
  const place = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || place === undefined) return [];
  const places = await placesOf(services, context, place.entity, cancellation);
  if (cancellation.isCancellationRequested) return [];
  return places.filter(({ role }) => includeDeclaration || role !== 'declaration').map(locationOf);
}

const KINDS: Readonly<Record<EntityPlace['role'], DocumentHighlightKind>> = {
  declaration: DocumentHighlightKind.Write,
  use: DocumentHighlightKind.Read,
  mention: DocumentHighlightKind.Text,
};

/** The places of one file that name what is under the cursor; of a label, the other labels of its role. */
export async function highlights(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<readonly DocumentHighlight[]> {
  const context = await services.load(uri, kind);
  const place = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || place === undefined) return [];
  const { entity } = place;
  const places = entity.kind === 'label' ? labelsOf(context, entity.block.role) : placesIn(context, entity);
  return places.map(({ range, role }) => ({ range: toRange(context.lines, range), kind: KINDS[role] }));
}

function labelsOf(context: FeatureContext, role: string): readonly EntityPlace[] {
  return [...entitiesIn(context)].filter(({ entity }) => entity.kind === 'label' && entity.block.role === role);
}
