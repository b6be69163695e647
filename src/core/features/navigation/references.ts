import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, NEVER_CANCELLED } from '../../host.ts';
import type { FeatureContext } from '../context.ts';
import { entitiesIn, entityAt } from '../entities.ts';
import type { EntityOccurrence } from '../entity.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { getOccurrences, getOccurrencesIn, locationOf } from './occurrences.ts';

/** Every occurrence in the workspace that names what is under the cursor. */
export async function references(
  services: FeatureServices,
  uri: string,
  position: Position,
  includeDeclaration: boolean,
  cancellation: Cancellation = NEVER_CANCELLED,
  kind: FileKind | undefined = undefined,
): Promise<readonly Location[]> {
  const context = await services.load(uri, kind);
  const occurrence = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || occurrence === undefined) return [];
  const occurrences = await getOccurrences(services, context, occurrence.entity, cancellation);
  if (cancellation.isCancellationRequested) return [];
  return occurrences.filter(({ role }) => includeDeclaration || role !== 'declaration').map(locationOf);
}

const KINDS: Readonly<Record<EntityOccurrence['role'], DocumentHighlightKind>> = {
  declaration: DocumentHighlightKind.Write,
  use: DocumentHighlightKind.Read,
  mention: DocumentHighlightKind.Text,
};

/** The occurrences of one file that name what is under the cursor; of a label, the other labels of its role. */
export async function highlights(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<readonly DocumentHighlight[]> {
  const context = await services.load(uri, kind);
  const occurrence = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || occurrence === undefined) return [];
  const { entity } = occurrence;
  const occurrences =
    entity.kind === 'label' ? labelsOf(context, entity.block.role) : getOccurrencesIn(context, entity);
  return occurrences.map(({ range, role }) => ({ range: toRange(context.lines, range), kind: KINDS[role] }));
}

function labelsOf(context: FeatureContext, role: string): readonly EntityOccurrence[] {
  return [...entitiesIn(context)].filter(({ entity }) => entity.kind === 'label' && entity.block.role === role);
}
