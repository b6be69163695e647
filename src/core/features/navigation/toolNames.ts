import { overrideKey } from '../../schemas/openapi/names.ts';
import { appendPointer } from '../../text/jsonPointer.ts';
import type { FeatureContext } from '../context.ts';
import { type Declaration, toolDeclaration, withoutQuotes } from '../declarations.ts';
import type { EntityOccurrence, ToolEntity } from '../entity.ts';
import type { FeatureServices } from '../services.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';

/**
 * What of a tool is renamed: its name, or, for an operation that the project file gives another name, the operationId
 * that is under the cursor.
 */
export interface ToolNaming {
  readonly written: string;
  readonly isId: boolean;
  /** What the same tool is called in other occurrences; those stay as they are. */
  readonly other: string | undefined;
}

export function toolNaming(text: string, { name, tool }: ToolEntity, { range }: EntityOccurrence): ToolNaming {
  const id = tool?.operation?.id;
  if (id === undefined || id === name) return { written: name, isId: false, other: undefined };
  const isId = text.slice(range.start, range.end) === id;
  return isId ? { written: id, isId, other: name } : { written: name, isId, other: id };
}

/** True for a location that a renaming changes. A call may write its tool's name with escapes, but never its operationId. */
export function isRenamed({ written, isId, other }: ToolNaming, { text, range }: NamedOccurrence): boolean {
  const said = text.slice(range.start, range.end);
  return isId ? said === written : said !== other;
}

/** Where what is renamed is declared: in the tool's file, or in the project file that gives an operation its name. */
export async function namingDeclaration(
  services: FeatureServices,
  context: FeatureContext,
  { name, tool }: ToolEntity,
  { isId }: ToolNaming,
): Promise<Declaration | undefined> {
  if (tool === undefined) return undefined;
  const own = toolDeclaration(tool);
  if (own.literal || tool.operation === undefined) return own;
  const project = await services.workspace.projectOf(context.uri);
  const key = overrideKey(tool.operation, project.names);
  if (project.uri === undefined || key === undefined || project.names[key] !== name) return own;
  if (isId) return { ...own, literal: true };
  const loaded = await services.load(project.uri, 'project');
  return loaded?.kind === 'project'
    ? givenName(loaded.source.rangesAt(appendPointer('/names', key)).value, loaded, name)
    : own;
}

function givenName(whole: Declaration['whole'], { uri, text, lines }: FeatureContext, name: string): Declaration {
  const range = withoutQuotes(text, whole);
  return { uri, text, lines, range, whole, literal: text.slice(range.start, range.end) === name };
}
