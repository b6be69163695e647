import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, neverCancelled } from '../../host.ts';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { Tool } from '../../schemas/tool.ts';
import { baseName, rootOf } from '../../workspace/paths.ts';
import type { FeatureContext } from '../context.ts';
import type { Declaration } from '../declarations.ts';
import { entityAt } from '../entities.ts';
import type { Entity, EntityPlace } from '../entity.ts';
import type { Refusal } from '../features.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { objectionTo } from './newName.ts';
import { declarationsOf, type NamedPlace, placesOf } from './places.ts';
import { listedNames, restatedValues } from './restated.ts';
import { stepEdits } from './stepRename.ts';
import { isRenamed, namingDeclaration, toolNaming } from './toolNames.ts';
import { workspaceEdit } from './workspaceEdit.ts';
import { writtenName } from './writtenName.ts';

const say = defineMessages({
  nothing: {
    en: 'There is nothing here to rename: put the cursor on a tool, a parameter, a listed value or a step number.',
    'zh-CN': '此处没有可重命名的内容：请把光标放在工具名、参数名、枚举值或步骤编号上。',
  },
  undeclared: {
    en: 'No loaded schema or procedure declares `{name}`, so there is nothing to rename it in.',
    'zh-CN': '已加载的接口定义和流程中都没有声明 `{name}`，无法重命名。',
  },
  unlisted: {
    en: 'Only text values that the schema lists can be renamed.',
    'zh-CN': '只有接口定义中列出的文本取值才能重命名。',
  },
  derived: {
    en: 'The name `{name}` is not written in {file} as it is, but made from it (from a path, or to tell two apart).',
    'zh-CN': '名称 `{name}` 不是 {file} 中的原文，而是由它推导出来的（如由路径生成或为避免重名）。',
  },
  ambiguous: {
    en: 'Two tools are called `{name}` ({files}). Rename it there, at the one you mean.',
    'zh-CN': '有两个工具都叫 `{name}`（{files}）。请到要改的那一处重命名。',
  },
  outside: {
    en: '{file} declares this and lies outside the workspace, so it is not changed.',
    'zh-CN': '声明它的 {file} 在工作区之外，不会被修改。',
  },
  readOnly: { en: '{file} declares this and is read-only.', 'zh-CN': '声明它的 {file} 是只读的。' },
  cancelled: { en: 'The renaming was cancelled.', 'zh-CN': '重命名已取消。' },
});

/** What is under the cursor, if it can be renamed. */
type Target =
  | { readonly ok: true; readonly context: FeatureContext; readonly place: EntityPlace }
  | { readonly ok: false; readonly reason: Message };

export async function prepareRename(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<{ readonly range: Range; readonly placeholder: string } | Refusal> {
  const target = await targetAt(services, uri, position, kind);
  if (!target.ok) return { refused: target.reason };
  const { context, place } = target;
  const range = toRange(context.lines, place.range);
  return { range, placeholder: nameOf(context, place) };
}

export async function rename(
  services: FeatureServices,
  uri: string,
  position: Position,
  newName: string,
  cancellation: Cancellation = neverCancelled,
  kind: FileKind | undefined = undefined,
): Promise<WorkspaceEdit | Refusal> {
  const target = await targetAt(services, uri, position, kind);
  if (!target.ok) return { refused: target.reason };
  const { context, place } = target;
  const { entity } = place;
  if (newName === nameOf(context, place)) return { changes: {} };
  const objection = objectionTo(newName, entity, context);
  if (objection !== undefined) return { refused: objection };
  if (entity.kind === 'step') return stepEdits(services, context, entity, newName, cancellation);
  const places = await placesOf(services, context, entity, cancellation);
  // Half of the places would be worse than none.
  if (cancellation.isCancellationRequested) return { refused: say('cancelled') };
  return workspaceEdit([...renamedPlaces(context, place, places), ...placesBeside(entity)], (named) =>
    writtenName(named, newName),
  );
}

function renamedPlaces(
  { text }: FeatureContext,
  place: EntityPlace,
  places: readonly NamedPlace[],
): readonly NamedPlace[] {
  if (place.entity.kind !== 'tool') return places;
  const naming = toolNaming(text, place.entity, place);
  return places.filter((named) => isRenamed(naming, named));
}

/** Where a schema says the same once more: names in its lists, values as its default and examples. */
function placesBeside(entity: Entity): readonly NamedPlace[] {
  if (entity.kind === 'parameter') return listedNames(entity);
  return entity.kind === 'value' ? restatedValues(entity) : [];
}

async function targetAt(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<Target> {
  const context = await services.load(uri, kind);
  const place = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || place === undefined) return { ok: false, reason: say('nothing') };
  const reason = await hindrance(services, context, place);
  return reason === undefined ? { ok: true, context, place } : { ok: false, reason };
}

/** Why something cannot be renamed at all. */
async function hindrance(
  services: FeatureServices,
  context: FeatureContext,
  place: EntityPlace,
): Promise<Message | undefined> {
  const { entity } = place;
  if (entity.kind === 'label' || entity.kind === 'path' || entity.kind === 'key') return say('nothing');
  if (entity.kind === 'value' && (!entity.listed || typeof entity.value !== 'string')) return say('unlisted');
  const name = nameOf(context, place);
  const declarations = await declarationsAt(services, context, place);
  if (declarations.length === 0) return say('undeclared', { name });
  const rivals = rivalsOf(context, entity);
  if (rivals.length > 1) return say('ambiguous', { name: rivals[0]?.name ?? name, files: filesOf(rivals) });
  for (const { uri, literal } of declarations) {
    const file = fileName(uri);
    if (rootOf(uri, services.roots) === undefined) return say('outside', { file });
    if (!literal) return say('derived', { name, file });
    if (!(await services.isWritable(uri))) return say('readOnly', { file });
  }
  return undefined;
}

/**
 * The tools of one name that a call or a step may mean. The first counts when calls are checked, but whoever renames
 * may have read the other's schema; at a declaration there is no doubt. A schema that a document repeats is no rival.
 */
function rivalsOf({ uri, subject }: FeatureContext, entity: Entity): readonly Tool[] {
  if (!('tool' in entity) || entity.tool === undefined || !('tools' in subject)) return [];
  return subject.tools.named(entity.tool.name).filter(({ file }) => file.uri !== uri);
}

function filesOf(tools: readonly Tool[]): string {
  return [...new Set(tools.map(({ file }) => fileName(file.uri)))].join(', ');
}

function fileName(uri: string): string {
  return decodeURIComponent(baseName(uri));
}

async function declarationsAt(
  services: FeatureServices,
  context: FeatureContext,
  place: EntityPlace,
): Promise<readonly Declaration[]> {
  const { entity } = place;
  if (entity.kind !== 'tool') return declarationsOf(entity);
  const declared = await namingDeclaration(services, context, entity, toolNaming(context.text, entity, place));
  return declared === undefined ? [] : [declared];
}

function nameOf({ text }: FeatureContext, place: EntityPlace): string {
  const { entity } = place;
  switch (entity.kind) {
    case 'tool':
      return toolNaming(text, entity, place).written;
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
