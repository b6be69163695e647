import { getFolder, isWithin } from '../../text/paths.ts';
import type { ProjectContext } from '../context.ts';
import type { Entity } from '../entity.ts';
import { entityKey } from '../entityKeys.ts';
import { projectTools } from '../procedureOccurrences.ts';
import type { FeatureServices } from '../services.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';

/** Where project files choose a tool or give it its name. They are few and small, so no index keeps them. */
export async function projectOccurrences(
  { workspace, load }: FeatureServices,
  entity: Entity,
): Promise<readonly NamedOccurrence[]> {
  if (entity.kind !== 'tool' || entity.tool === undefined) return [];
  const { file } = entity.tool;
  const key = entityKey(entity);
  const found: NamedOccurrence[] = [];
  for (const project of await workspace.uncached.list('project')) {
    const context = await load(project, 'project');
    if (context?.kind !== 'project' || !concerns(context, file.uri)) continue;
    const { uri, text, lines } = context;
    for (const { entity: named, range, role } of projectTools(context, [...context.toolFiles, file])) {
      if (entityKey(named) === key) found.push({ uri, text, lines, range, role });
    }
  }
  return found;
}

/** A project of another folder may well have operations of the same names. */
function concerns({ uri, toolFiles }: ProjectContext, file: string): boolean {
  return toolFiles.some((other) => other.uri === file) || isWithin(file, getFolder(uri));
}
