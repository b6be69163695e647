import type { Location } from 'vscode-languageserver-types';
import type { Cancellation } from '../../host.ts';
import type { FeatureContext } from '../context.ts';
import { type Declaration, parameterDeclarations, toolDeclaration, valueDeclarations } from '../declarations.ts';
import { entitiesIn } from '../entities.ts';
import type { Entity } from '../entity.ts';
import { entityKey } from '../entityKeys.ts';
import { parameterAt } from '../parameters.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';
import { projectOccurrences } from './projectOccurrences.ts';

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

/** Every occurrence in the workspace that names an entity: the file asked about, the others, and what declares it. */
export async function getOccurrences(
  services: FeatureServices,
  context: FeatureContext,
  entity: Entity,
  cancellation: Cancellation,
): Promise<readonly NamedOccurrence[]> {
  const found = new Map<string, NamedOccurrence>();
  const add = (occurrence: NamedOccurrence): void => {
    const key = `${occurrence.uri}#${occurrence.range.start}:${occurrence.range.end}`;
    if (!found.has(key)) found.set(key, occurrence);
  };
  for (const occurrence of getOccurrencesIn(context, entity)) add(occurrence);
  for (const { uri, text, lines, occurrences } of await services.index.occurrences(entity, cancellation)) {
    // The file asked about was read just now, also where its name says nothing of its kind.
    if (uri === context.uri) continue;
    for (const { range, role } of occurrences) add({ uri, text, lines, range, role });
  }
  for (const occurrence of await projectOccurrences(services, entity)) add(occurrence);
  for (const { uri, text, lines, range } of declarationsOf(entity)) {
    add({ uri, text, lines, range, role: 'declaration' });
  }
  return [...found.values()].sort(byPosition);
}

/** The occurrences of one file that name an entity. */
export function getOccurrencesIn(context: FeatureContext, entity: Entity): readonly NamedOccurrence[] {
  const key = entityKey(entity);
  if (key === undefined) return [];
  const { uri, text, lines } = context;
  return [...entitiesIn(context)]
    .filter((occurrence) => entityKey(occurrence.entity) === key)
    .map(({ range, role }) => ({ uri, text, lines, range, role }));
}

export function locationOf({ uri, lines, range }: Pick<NamedOccurrence, 'uri' | 'lines' | 'range'>): Location {
  return { uri, range: toRange(lines, range) };
}

function byPosition(a: NamedOccurrence, b: NamedOccurrence): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start - b.range.start;
}
