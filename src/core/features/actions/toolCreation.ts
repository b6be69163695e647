import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { changedLines } from '../../edits/changedLines.ts';
import { createToolsText, withTool } from '../../edits/toolInsertion.ts';
import { type PlainTool, shapedLike } from '../../edits/toolShape.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { CallNode } from '../../parser/callNodes.ts';
import { hasAnyValue, nodeValue } from '../../parser/calls/nodeValue.ts';
import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isList } from '../../text/json.ts';
import { getBaseName } from '../../text/paths.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import type { FeatureServices } from '../services.ts';
import { chooseToolFile, openToolFiles } from './toolsDestination.ts';

const say = defineMessages({
  add: { en: 'Declare tool `{name}` in {file}', 'zh-CN': '在 {file} 中声明工具 `{name}`' },
  create: { en: 'Declare tool `{name}` in new file {file}', 'zh-CN': '在新文件 {file} 中声明工具 `{name}`' },
});

/** Declares the unknown tool of a call: in the first tool file that can take it, else in a new one. */
export async function toolCreation(
  services: FeatureServices,
  context: ShotsContext,
  at: TextRange,
): Promise<readonly CodeAction[]> {
  const { subject } = context;
  const site = subject.document.callOccurrences.find(({ call }) => encloses(call, at));
  if (site === undefined || site.mention || subject.tools.get(site.call.name.text) !== undefined) return [];
  const declared = declarationOf(site.call);
  if (declared === undefined) return [];
  return (await addition(services, context, declared)) ?? (await creation(services, context, declared)) ?? [];
}

async function addition(
  services: FeatureServices,
  context: ShotsContext,
  declared: PlainTool,
): Promise<readonly CodeAction[] | undefined> {
  for (const file of await openToolFiles(services, context)) {
    const shaped = shapedLike(file, declared);
    const after = shaped && withTool(file, shaped);
    if (after === undefined) continue;
    const edit = { changes: { [file.uri]: [...changedLines(file.text, after)] } };
    const title = services.render(say('add', { name: declared.name, file: getBaseName(file.uri) }));
    return [{ title, kind: CodeActionKind.RefactorRewrite, edit }];
  }
  return undefined;
}

async function creation(
  services: FeatureServices,
  context: ShotsContext,
  declared: PlainTool,
): Promise<readonly CodeAction[] | undefined> {
  const target = await chooseToolFile(services, context, 'json');
  const edit = target?.edits(createToolsText(declared), []);
  if (target === undefined || edit === undefined) return undefined;
  const title = services.render(say('create', { name: declared.name, file: target.name }));
  return [{ title, kind: CodeActionKind.RefactorRewrite, edit }];
}

/** Undefined where an argument has no name to declare it by, or the call is not whole. */
function declarationOf(call: CallNode): PlainTool | undefined {
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
