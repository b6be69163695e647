import { yamlOfProcedure } from '../procedures/procedureFrontMatter.ts';
import { parseYaml } from '../schemas/source/yamlText.ts';
import type { ToolFile } from '../schemas/tool.ts';
import { encloses } from '../text/range.ts';
import { choicePlaces, givenNames } from './choicePlaces.ts';
import type { ProcedureContext, ProjectContext } from './context.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityPlace } from './entity.ts';
import { keyPlaces } from './keyPlaces.ts';

/** Everything a procedure names: its steps, the tools in them, its front matter. */
export function* procedurePlaces(context: ProcedureContext): Generator<EntityPlace> {
  const { uri, text, subject } = context;
  const { procedure, tools } = subject;
  const yaml = yamlOfProcedure(text);
  if (yaml !== undefined) {
    for (const { path, range } of procedure.tools) {
      yield { entity: { kind: 'path', path, from: uri }, range: withoutQuotes(text, range), role: 'use' };
    }
    const source = parseYaml(text.slice(yaml.start, yaml.end), yaml.start);
    yield* choicePlaces(source, context, tools.files);
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

/** The keys of a project file, the paths it names, and the tools it chooses and gives names to. */
export function* projectPlaces(context: ProjectContext): Generator<EntityPlace> {
  const { uri, text, subject, source } = context;
  const { project } = subject;
  yield* projectTools(context, context.toolFiles);
  const paths = [...project.sop, ...project.tools];
  for (const { path, range } of paths) {
    yield { entity: { kind: 'path', path, from: uri }, range: withoutQuotes(text, range), role: 'use' };
  }
  for (const place of keyPlaces(source, text, 'project')) {
    if (!paths.some(({ range }) => encloses(range, place.range))) yield place;
  }
}

/** Where a project file names tools of some files. */
export function* projectTools(context: ProjectContext, files: readonly ToolFile[]): Generator<EntityPlace> {
  yield* choicePlaces(context.source, context, files);
  yield* givenNames(context.source, context.text, context.subject.project.names, files);
}
