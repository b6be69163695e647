import { yamlOfProcedure } from '../procedures/procedureFrontMatter.ts';
import type { ToolFile } from '../schemas/tool.ts';
import { encloses } from '../text/range.ts';
import { relativePath } from '../text/relativePath.ts';
import { parseYaml } from '../text/source/yamlText.ts';
import type { ProcedureContext, ProjectContext } from './context.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityOccurrence } from './entity.ts';
import { getKeyOccurrences } from './keyOccurrences.ts';
import { getToolChoiceOccurrences, givenNames } from './toolChoiceOccurrences.ts';

/** Everything a procedure names: its steps, the tools in them, its front matter. */
export function* getProcedureOccurrences(context: ProcedureContext): Generator<EntityOccurrence> {
  const { uri, text, subject } = context;
  const { procedure, tools, called } = subject;
  const yaml = yamlOfProcedure(text);
  if (yaml !== undefined) {
    for (const { path, range } of procedure.tools) {
      yield { entity: { kind: 'path', path, from: uri }, range: withoutQuotes(text, range), role: 'use' };
    }
    const source = parseYaml(text.slice(yaml.start, yaml.end), yaml.start);
    yield* getToolChoiceOccurrences(source, context, tools.files);
    for (const occurrence of getKeyOccurrences(source, text, 'procedure')) {
      if (!procedure.tools.some(({ range }) => encloses(range, occurrence.range))) yield occurrence;
    }
  }
  for (const { form, name, range, uri: target } of called) {
    const path = form === 'path' ? name : target === undefined ? undefined : relativePath(uri, target);
    if (path !== undefined) yield { entity: { kind: 'path', path, from: uri }, range, role: 'use' };
  }
  for (const step of procedure.steps) {
    const entity = { kind: 'step' as const, number: step.number, procedure, step };
    yield { entity, range: step.marker, role: 'declaration' };
    for (const { name, range } of step.tools) {
      yield { entity: { kind: 'tool', name, tool: tools.get(name) }, range, role: 'mention' };
    }
  }
  for (const { range, target } of procedure.flow.references) {
    const step = target === undefined ? undefined : procedure.steps.find(({ id }) => id === target);
    if (step === undefined) continue;
    yield { entity: { kind: 'step', number: step.number, procedure, step }, range, role: 'use' };
  }
}

/** The keys of a project file, the paths it names, and the tools it chooses and gives names to. */
export function* getProjectOccurrences(context: ProjectContext): Generator<EntityOccurrence> {
  const { uri, text, subject, source } = context;
  const { project } = subject;
  yield* projectTools(context, context.toolFiles);
  const paths = [...project.sop, ...project.tools];
  for (const { path, range } of paths) {
    yield { entity: { kind: 'path', path, from: uri }, range: withoutQuotes(text, range), role: 'use' };
  }
  for (const occurrence of getKeyOccurrences(source, text, 'project')) {
    if (!paths.some(({ range }) => encloses(range, occurrence.range))) yield occurrence;
  }
}

/** Where a project file names tools of some files. */
export function* projectTools(context: ProjectContext, files: readonly ToolFile[]): Generator<EntityOccurrence> {
  yield* getToolChoiceOccurrences(context.source, context, files);
  yield* givenNames(context.source, context.text, context.subject.project.names, files);
}
