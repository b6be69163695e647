import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { callSites } from '../../model/places.ts';
import type { CallNode } from '../../parser/callNodes.ts';
import { hasAnyValue, nodeValue } from '../../parser/calls/nodeValue.ts';
import { isList } from '../../schemas/pointer.ts';
import type { JsonObject, JsonValue, ToolFile } from '../../schemas/tool.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  create: { en: 'Declare the tool `{name}`', 'zh-CN': '声明工具 `{name}`' },
});

/** Declares the unknown tool of a call in the first list of tools that can be written to. */
export async function toolCreation(
  services: FeatureServices,
  { subject }: ShotsContext,
  at: TextRange,
): Promise<readonly CodeAction[]> {
  const site = [...callSites(subject.document)].find(({ call }) => encloses(call, at));
  if (site === undefined || site.mention || subject.tools.get(site.call.name.text) !== undefined) return [];
  const declared = declarationOf(site.call);
  const file = declared && (await writableList(services, subject.tools.files));
  if (declared === undefined || file === undefined) return [];
  const title = services.render(say('create', { name: site.call.name.text }));
  const edit = { changes: { [file.uri]: [appended(file, declared)] } };
  return [{ title, kind: CodeActionKind.RefactorRewrite, edit }];
}

async function writableList(
  { isWritable }: FeatureServices,
  files: readonly ToolFile[],
): Promise<ToolFile | undefined> {
  for (const file of files) {
    const isList = file.uri.endsWith('.json') && /^\s*\[/.test(file.text) && /\]\s*$/.test(file.text);
    const isOurs = file.format === 'openai' || file.format === 'bare';
    if (isList && isOurs && (await isWritable(file.uri))) return file;
  }
  return undefined;
}

/** Behind the last tool of the list, indented as the list is by default. */
function appended(file: ToolFile, declared: JsonObject): TextEdit {
  const { text, lines, format } = file;
  const tool = format === 'openai' ? { type: 'function', function: declared } : declared;
  const before = text.slice(0, text.lastIndexOf(']')).trimEnd();
  const range = toRange(lines, { start: before.length, end: text.lastIndexOf(']') });
  const written = JSON.stringify(tool, null, 2).replace(/^/gm, '  ');
  return { range, newText: `${before.endsWith('[') ? '' : ','}\n${written}\n` };
}

/** Undefined where an argument has no name to declare it by, or the call is not whole. */
function declarationOf(call: CallNode): JsonObject | undefined {
  const isWhole = call.unreadable !== true && call.problems.every(({ kind }) => kind === 'punctuation');
  if (!isWhole || call.form === 'bracket') return undefined;
  const properties = new Map<string, JsonObject>();
  for (const { name, value } of call.arguments) {
    if (name === undefined) return undefined;
    const given = nodeValue(value);
    properties.set(name.text, hasAnyValue(given) ? {} : inferred(given));
  }
  const parameters = { type: 'object', properties: Object.fromEntries(properties), required: [...properties.keys()] };
  return { name: call.name.text, description: '', parameters };
}

/** The schema that a value shows; a list by its first item. */
function inferred(value: JsonValue): JsonObject {
  if (value === null) return {};
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (typeof value !== 'object') return { type: typeof value };
  if (isList(value)) return { type: 'array', items: value[0] === undefined ? {} : inferred(value[0]) };
  const properties = Object.entries(value).map(([key, one]) => [key, inferred(one)] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}
