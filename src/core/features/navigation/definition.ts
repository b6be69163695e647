import type { Location, Position } from 'vscode-languageserver-types';
import type { FileKind } from '../../host.ts';
import { resolvePath } from '../../text/paths.ts';
import type { FeatureContext } from '../context.ts';
import { toolDeclaration } from '../declarations.ts';
import { entityAt } from '../entities.ts';
import type { Entity } from '../entity.ts';
import type { FeatureServices } from '../services.ts';
import { declarationsOf, locationOf } from './occurrences.ts';

/** Where what is under the cursor is declared; of a tool that two files declare, both occurrences. */
export async function definition(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<readonly Location[]> {
  const context = await services.load(uri, kind);
  const occurrence = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || occurrence === undefined) return [];
  return definitionsOf(services, context, occurrence.entity);
}

function definitionsOf({ roots }: FeatureServices, context: FeatureContext, entity: Entity): readonly Location[] {
  if (entity.kind === 'path') {
    const target = resolvePath(entity.from, entity.path, roots);
    const start = { line: 0, character: 0 };
    return target.ok ? [{ uri: target.uri, range: { start, end: start } }] : [];
  }
  if (entity.kind === 'tool' && entity.tool !== undefined) {
    const named = 'tools' in context.subject ? context.subject.tools.named(entity.name) : [];
    return (named.length === 0 ? [entity.tool] : named).map(toolDeclaration).map(locationOf);
  }
  return declarationsOf(entity).map(locationOf);
}
