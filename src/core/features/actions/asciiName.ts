import { type CodeAction, CodeActionKind, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import type { ToolFile } from '../../schemas/tool.ts';
import { hasHan } from '../../text/han.ts';
import type { PointerRange } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import type { FeatureContext } from '../context.ts';
import { entityAt } from '../entities.ts';
import type { Entity } from '../entity.ts';
import { rename } from '../navigation/rename.ts';
import { parameterAt } from '../parameters.ts';
import { asciiNameOf } from '../pinyin.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  title: { en: 'Use the ASCII name `{name}`', 'zh-CN': '使用 ASCII 名称 `{name}`' },
});

/** The longest name that all providers accept. */
const MAX_LENGTH = 64;

/** How many numbers are tried after a name that is taken. */
const MAX_TRIES = 50;

/**
 * Renames a tool or parameter that has other characters than providers accept: in the schema, the shots and the
 * procedures. The description keeps the old name, for the model and for readers.
 */
export async function asciiName(
  services: FeatureServices,
  context: FeatureContext,
  at: TextRange,
): Promise<readonly CodeAction[]> {
  const { offset, entity } = namedAt(context, at.start) ?? {};
  const old = entity && nameOf(entity);
  if (offset === undefined || entity === undefined || old === undefined || /^[\w.-]*$/.test(old)) return [];
  const wanted = asciiNameOf(old) || entity.kind;
  const start = /^\d/.test(wanted) ? `_${wanted}` : wanted;
  const position = context.lines.positionAt(offset);
  for (let number = 1; number <= MAX_TRIES; number++) {
    const suffix = number === 1 ? '' : `_${number}`;
    const name = `${start.slice(0, MAX_LENGTH - suffix.length)}${suffix}`;
    const renamed = await rename(services, context.uri, position, name, undefined, context.kind);
    if ('refused' in renamed) continue;
    const edit = withEdit(renamed, descriptionEdit(entity, old));
    return [{ title: services.render(say('title', { name })), kind: CodeActionKind.QuickFix, edit }];
  }
  return [];
}

/** What is named at an offset, or behind the quote there: a finding about a name in JSON begins in front of it. */
function namedAt(
  context: FeatureContext,
  at: number,
): { readonly offset: number; readonly entity: Entity } | undefined {
  const offsets = /["']/.test(context.text.charAt(at)) ? [at, at + 1] : [at];
  for (const offset of offsets) {
    const found = entityAt(context, offset);
    if (found !== undefined) return { offset, entity: found.entity };
  }
  return undefined;
}

function nameOf(entity: Entity): string | undefined {
  if (entity.kind === 'tool') return entity.tool?.name;
  return entity.kind === 'parameter' && entity.tool !== undefined ? entity.path.at(-1) : undefined;
}

interface FileEdit {
  readonly uri: string;
  readonly edit: TextEdit;
}

function withEdit(renamed: WorkspaceEdit, added: FileEdit | undefined): WorkspaceEdit {
  if (added === undefined) return renamed;
  const edits = renamed.changes?.[added.uri] ?? [];
  return { changes: { ...renamed.changes, [added.uri]: [...edits, added.edit] } };
}

/** Puts the old name before the description, unless it is in there already or is a block of several lines. */
function descriptionEdit(entity: Entity, old: string): FileEdit | undefined {
  const place = descriptionPlace(entity);
  if (place === undefined) return undefined;
  const { uri, text, lines, range } = place;
  const written = text.slice(range.start, range.end);
  if (!/^["']?\S/.test(written) || /^[|>]/.test(written) || written.includes(old)) return undefined;
  const at = /^["']/.test(written) ? range.start + 1 : range.start;
  const newText = `${old}${hasHan(old) ? '：' : ': '}`;
  return { uri, edit: { range: toRange(lines, { start: at, end: at }), newText } };
}

interface DescriptionPlace extends Pick<ToolFile, 'uri' | 'text' | 'lines'> {
  readonly range: TextRange;
}

/** Where a tool file has the description: beside the name, whatever the format wraps around it. */
const DESCRIPTION_POINTERS = ['/description', '/function/description', '/toolSpec/description'] as const;

function descriptionPlace(entity: Entity): DescriptionPlace | undefined {
  if (entity.kind === 'parameter' && entity.tool !== undefined) {
    const [declared] = parameterAt(entity.tool, entity.path)?.declared ?? [];
    if (declared === undefined) return undefined;
    const found = entity.tool.file.parameterLocation(entity.tool, `${declared.pointer}/description`);
    return placeOf({ uri: found.uri, text: found.source.text, lines: found.source.lines }, found.ranges);
  }
  if (entity.kind !== 'tool' || entity.tool === undefined) return undefined;
  const { file, pointer } = entity.tool;
  for (const below of DESCRIPTION_POINTERS) {
    const place = placeOf(file, file.rangesAt(`${pointer}${below}`));
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The ranges of a node that does not exist are those of its parent, whose key is another. */
function placeOf(
  file: Pick<ToolFile, 'uri' | 'text' | 'lines'>,
  { key, value }: PointerRange,
): DescriptionPlace | undefined {
  if (key === undefined || !/^["']?description["']?$/.test(file.text.slice(key.start, key.end))) return undefined;
  const { uri, text, lines } = file;
  return { uri, text, lines, range: value };
}
