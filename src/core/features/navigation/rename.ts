import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, NEVER_CANCELLED } from '../../host.ts';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { Tool } from '../../schemas/tool.ts';
import { getBaseName, getRoot } from '../../text/paths.ts';
import type { FeatureContext } from '../context.ts';
import type { Declaration } from '../declarations.ts';
import { entityAt } from '../entities.ts';
import type { Entity, EntityOccurrence } from '../entity.ts';
import type { Refusal } from '../features.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';
import { getNameProblem } from './newName.ts';
import { declarationsOf, getOccurrences } from './occurrences.ts';
import { getRepeatedNames, getRepeatedValues } from './repeatedNames.ts';
import { stepEdits } from './stepRename.ts';
import { isRenamed, namingDeclaration, toolNaming } from './toolNames.ts';
import { workspaceEdit } from './workspaceEdit.ts';
import { writtenName } from './writtenName.ts';

const say = defineMessages({
  nothing: {
    en: 'Nothing to rename here. Place the cursor on a tool, a parameter, an enum value or a step number.',
    'zh-CN': '此处没有可重命名的内容。请将光标放在工具、参数、枚举值或步骤编号上。',
  },
  undeclared: {
    en: '`{name}` cannot be renamed because no loaded schema or procedure declares it.',
    'zh-CN': '无法重命名 `{name}`：已加载的工具定义和流程中都没有声明它。',
  },
  unlisted: {
    en: 'Only string values listed in the schema can be renamed.',
    'zh-CN': '只能重命名工具定义中列出的字符串值。',
  },
  derived: {
    en: 'The name `{name}` is derived from {file} (from a path, or to make it unique) and cannot be renamed there.',
    'zh-CN': '名称 `{name}` 由 {file} 推导而来（例如由路径生成，或为避免重名），无法在其中重命名。',
  },
  ambiguous: {
    en: 'Two tools have the name `{name}` ({files}). Rename the tool in its file.',
    'zh-CN': '有两个工具名为 `{name}`（{files}）。请在其文件中重命名。',
  },
  outside: {
    en: '{file}, which declares this, is outside the workspace and cannot be changed.',
    'zh-CN': '声明它的 {file} 在工作区之外，无法修改。',
  },
  readOnly: { en: '{file}, which declares this, is read-only.', 'zh-CN': '声明它的 {file} 是只读的。' },
  cancelled: { en: 'The rename was canceled.', 'zh-CN': '重命名已取消。' },
});

/** What is under the cursor, if it can be renamed. */
type Target =
  | { readonly ok: true; readonly context: FeatureContext; readonly occurrence: EntityOccurrence }
  | { readonly ok: false; readonly reason: Message };

export async function prepareRename(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<{ readonly range: Range; readonly placeholder: string } | Refusal> {
  const target = await targetAt(services, uri, position, kind);
  if (!target.ok) return { refused: target.reason };
  const { context, occurrence } = target;
  const range = toRange(context.lines, occurrence.range);
  return { range, placeholder: nameOf(context, occurrence) };
}

export async function rename(
  services: FeatureServices,
  uri: string,
  position: Position,
  newName: string,
  cancellation: Cancellation = NEVER_CANCELLED,
  kind: FileKind | undefined = undefined,
): Promise<WorkspaceEdit | Refusal> {
  const target = await targetAt(services, uri, position, kind);
  if (!target.ok) return { refused: target.reason };
  const { context, occurrence } = target;
  const { entity } = occurrence;
  if (newName === nameOf(context, occurrence)) return { changes: {} };
  const objection = getNameProblem(newName, entity, context);
  if (objection !== undefined) return { refused: objection };
  if (entity.kind === 'step') return stepEdits(services, context, entity, newName, cancellation);
  const occurrences = await getOccurrences(services, context, entity, cancellation);
  // Half of the edits would be worse than none.
  if (cancellation.isCancellationRequested) return { refused: say('cancelled') };
  return workspaceEdit(
    withClosingTags([...getRenamedOccurrences(context, occurrence, occurrences), ...getRelatedOccurrences(entity)]),
    (named) => writtenName(named, newName),
  );
}

/** Names in opening tags (`<read_file>`), each with the one in its closing tag. */
function withClosingTags(occurrences: readonly NamedOccurrence[]): readonly NamedOccurrence[] {
  return occurrences.flatMap((named) => {
    const { text, range } = named;
    if (text[range.start - 1] !== '<' || text[range.end] !== '>') return [named];
    const tag = `</${text.slice(range.start, range.end)}>`;
    const at = text.indexOf(tag, range.end);
    if (at === -1) return [named];
    return [named, { ...named, range: { start: at + 2, end: at + tag.length - 1 } }];
  });
}

function getRenamedOccurrences(
  { text }: FeatureContext,
  occurrence: EntityOccurrence,
  occurrences: readonly NamedOccurrence[],
): readonly NamedOccurrence[] {
  if (occurrence.entity.kind !== 'tool') return occurrences;
  const naming = toolNaming(text, occurrence.entity, occurrence);
  return occurrences.filter((named) => isRenamed(naming, named));
}

/** The ranges where a schema repeats a name or value: names in its lists, values as its default and examples. */
function getRelatedOccurrences(entity: Entity): readonly NamedOccurrence[] {
  if (entity.kind === 'parameter') return getRepeatedNames(entity);
  return entity.kind === 'value' ? getRepeatedValues(entity) : [];
}

async function targetAt(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<Target> {
  const context = await services.load(uri, kind);
  const occurrence = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || occurrence === undefined) return { ok: false, reason: say('nothing') };
  const reason = await getRenameObstacle(services, context, occurrence);
  return reason === undefined ? { ok: true, context, occurrence } : { ok: false, reason };
}

/** Why something cannot be renamed at all. */
async function getRenameObstacle(
  services: FeatureServices,
  context: FeatureContext,
  occurrence: EntityOccurrence,
): Promise<Message | undefined> {
  const { entity } = occurrence;
  if (entity.kind === 'label' || entity.kind === 'path' || entity.kind === 'key') return say('nothing');
  if (entity.kind === 'value' && (!entity.listed || typeof entity.value !== 'string')) return say('unlisted');
  const name = nameOf(context, occurrence);
  const declarations = await declarationsAt(services, context, occurrence);
  if (declarations.length === 0) return say('undeclared', { name });
  const toolsOfSameName = getToolsOfSameName(context, entity);
  if (toolsOfSameName.length > 1)
    return say('ambiguous', { name: toolsOfSameName[0]?.name ?? name, files: filesOf(toolsOfSameName) });
  for (const { uri, literal } of declarations) {
    const file = fileName(uri);
    if (getRoot(uri, services.roots) === undefined) return say('outside', { file });
    if (!literal) return say('derived', { name, file });
    if (!(await services.isWritable(uri))) return say('readOnly', { file });
  }
  return undefined;
}

/**
 * The tools of one name that a call or a step may mean. The first counts when calls are checked, but a user who renames
 * may have read the other's schema; at a declaration there is no doubt. A schema that a document repeats does not count as another declaration.
 */
function getToolsOfSameName({ uri, subject }: FeatureContext, entity: Entity): readonly Tool[] {
  if (!('tool' in entity) || entity.tool === undefined || !('tools' in subject)) return [];
  return subject.tools.named(entity.tool.name).filter(({ file }) => file.uri !== uri);
}

function filesOf(tools: readonly Tool[]): string {
  return [...new Set(tools.map(({ file }) => fileName(file.uri)))].join(', ');
}

function fileName(uri: string): string {
  return decodeURIComponent(getBaseName(uri));
}

async function declarationsAt(
  services: FeatureServices,
  context: FeatureContext,
  occurrence: EntityOccurrence,
): Promise<readonly Declaration[]> {
  const { entity } = occurrence;
  if (entity.kind !== 'tool') return declarationsOf(entity);
  const declared = await namingDeclaration(services, context, entity, toolNaming(context.text, entity, occurrence));
  return declared === undefined ? [] : [declared];
}

function nameOf({ text }: FeatureContext, occurrence: EntityOccurrence): string {
  const { entity } = occurrence;
  switch (entity.kind) {
    case 'tool':
      return toolNaming(text, entity, occurrence).written;
    case 'parameter':
      return entity.path.at(-1) ?? '';
    case 'value':
      return String(entity.value);
    case 'step':
      return entity.number;
    default:
      return '';
  }
}
