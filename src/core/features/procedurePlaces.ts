import { yamlOfProcedure } from '../procedures/procedureFrontMatter.ts';
import { parseYaml } from '../schemas/source/yamlText.ts';
import { encloses } from '../text/range.ts';
import type { ProcedureContext, ProjectContext } from './context.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityPlace } from './entity.ts';
import { keyPlaces } from './keyPlaces.ts';

/** Everything a procedure names: its steps, the tools in them, its front matter. */
export function* procedurePlaces({ uri, text, subject }: ProcedureContext): Generator<EntityPlace> {
  const { procedure, tools } = subject;
  const yaml = yamlOfProcedure(text);
  if (yaml !== undefined) {
    for (const { path, range } of procedure.tools) {
      yield { entity: { kind: 'path', path, from: uri }, range: withoutQuotes(text, range), role: 'use' };
    }
    const source = parseYaml(text.slice(yaml.start, yaml.end), yaml.start);
    for (const place of keyPlaces(source, text, 'procedure')) {
      if (!procedure.tools.some(({ range }) => encloses(range, place.range))) yield place;
    }
  }
  for (const step of procedure.steps) {
    const entity = { kind: 'step' as const, number: step.number, procedure, step };
    yield { entity, range: step.marker, role: 'declaration' };
    for (const { name, range } of step.tools) {
      yield { entity: { kind: 'tool', name, tool: tools.get(name) }, range, role: 'mention' };
    }
  }
}

/** The keys of a project file and the paths it names. */
export function* projectPlaces({ uri, text, subject, source }: ProjectContext): Generator<EntityPlace> {
  const { project } = subject;
  const paths = [...project.sop, ...project.tools];
  for (const { path, range } of paths) {
    yield { entity: { kind: 'path', path, from: uri }, range: withoutQuotes(text, range), role: 'use' };
  }
  for (const place of keyPlaces(source, text, 'project')) {
    if (!paths.some(({ range }) => encloses(range, place.range))) yield place;
  }
}
