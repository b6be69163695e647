import type { Location } from 'vscode-languageserver-types';
import type { Cancellation } from '../../host.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import type { FeatureContext } from '../context.ts';
import { type Declaration, parameterDeclarations, toolDeclaration, valueDeclarations } from '../declarations.ts';
import { entitiesIn } from '../entities.ts';
import type { Entity, EntityPlace } from '../entity.ts';
import { entityKey } from '../entityKeys.ts';
import { parameterAt } from '../parameters.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { projectOccurrences } from './projectOccurrences.ts';

/** Where something is named, with the text it stands in. */
export interface NamedPlace {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly range: TextRange;
  readonly role: EntityPlace['role'];
}

/** Where a schema or a procedure declares something; empty for what is declared nowhere. */
export function declarationsOf(entity: Entity): readonly Declaration[] {
  switch (entity.kind) {
    case 'tool':
      return entity.tool === undefined ? [] : [toolDeclaration(entity.tool)];
    case 'parameter': {
      const parameter = entity.tool && parameterAt(entity.tool, entity.path);
      return parameter === undefined ? [] : parameterDeclarations(parameter);
    }
    case 'value': {
      const parameter = entity.tool && parameterAt(entity.tool, entity.path);
      return parameter === undefined || !entity.listed ? [] : valueDeclarations(parameter, entity.value);
    }
    case 'step': {
      if (entity.procedure === undefined || entity.step === undefined) return [];
      const { uri, text, lines } = entity.procedure;
      const { marker } = entity.step;
      return [{ uri, text, lines, range: marker, whole: entity.step, literal: true }];
    }
    default:
      return [];
  }
}

/** Every place of the workspace that names an entity: the file asked about, the others, and what declares it. */
export async function placesOf(
  services: FeatureServices,
  context: FeatureContext,
  entity: Entity,
  cancellation: Cancellation,
): Promise<readonly NamedPlace[]> {
  const found = new Map<string, NamedPlace>();
  const add = (place: NamedPlace): void => {
    const key = `${place.uri}#${place.range.start}:${place.range.end}`;
    if (!found.has(key)) found.set(key, place);
  };
  for (const place of placesIn(context, entity)) add(place);
  for (const { uri, text, lines, occurrences } of await services.index.occurrences(entity, cancellation)) {
    // The file asked about was read just now, also where its name says nothing of its kind.
    if (uri === context.uri) continue;
    for (const { range, role } of occurrences) add({ uri, text, lines, range, role });
  }
  for (const place of await projectOccurrences(services, entity)) add(place);
  for (const { uri, text, lines, range } of declarationsOf(entity)) {
    add({ uri, text, lines, range, role: 'declaration' });
  }
  return [...found.values()].sort(byPlace);
}

/** The places of one file that name an entity. */
export function placesIn(context: FeatureContext, entity: Entity): readonly NamedPlace[] {
  const key = entityKey(entity);
  if (key === undefined) return [];
  const { uri, text, lines } = context;
  return [...entitiesIn(context)]
    .filter((place) => entityKey(place.entity) === key)
    .map(({ range, role }) => ({ uri, text, lines, range, role }));
}

export function locationOf({ uri, lines, range }: Pick<NamedPlace, 'uri' | 'lines' | 'range'>): Location {
  return { uri, range: toRange(lines, range) };
}

function byPlace(a: NamedPlace, b: NamedPlace): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start - b.range.start;
}
