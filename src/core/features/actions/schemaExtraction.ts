import { applyEdits, format } from 'jsonc-parser';
import { type CodeAction, CodeActionKind, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import { changedLines } from '../../edits/changedLines.ts';
import { withTool } from '../../edits/toolInsertion.ts';
import { shapedLike } from '../../edits/toolShape.ts';
import { defineMessages } from '../../l10n/messages.ts';
import { blockText } from '../../model/blockText.ts';
import { blockAt, shotAt } from '../../model/lookup.ts';
import type { Block } from '../../model/model.ts';
import type { Tool, ToolFile } from '../../schemas/tool.ts';
import { createToolFile } from '../../schemas/toolFile.ts';
import type { JsonObject } from '../../text/json.ts';
import { isObject } from '../../text/json.ts';
import { valueAt } from '../../text/jsonPointer.ts';
import { getBaseName } from '../../text/paths.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import { readSource, type SourceDocument } from '../../text/source/sourceDocument.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { schemaWords } from './schemaWords.ts';
import { chooseToolFile, openToolFiles } from './toolsDestination.ts';

const say = defineMessages({
  create: { en: 'Move schema to new file {file}', 'zh-CN': '将工具定义移到新文件 {file}' },
  add: { en: 'Move schema to {file}', 'zh-CN': '将工具定义移到 {file}' },
  name: {
    en: 'Replace schema with the tool name from {file}',
    'zh-CN': '将工具定义替换为 {file} 中的工具名',
  },
});

/** The schema that an API schema block writes down. */
interface InlineSchema {
  readonly block: Block;
  readonly file: ToolFile;
  /** The data alone, without quote marks and comments of the document. */
  readonly source: SourceDocument;
  /** What words replace: the data with the fence around it. */
  readonly range: TextRange;
}

/** Moves a schema that a shot writes down into a tool file; the shot then names the tool in words. */
export async function schemaExtraction(
  services: FeatureServices,
  context: ShotsContext,
  at: TextRange,
): Promise<readonly CodeAction[]> {
  const schema = schemaAt(context, at);
  if (schema === undefined) return [];
  const declared = declarers(context, schema.file);
  if (declared === 'some') return [];
  const words = { range: toRange(context.lines, schema.range), newText: wordsFor(context, schema) };
  if (declared !== 'none') {
    return [action(services, 'name', getBaseName(declared.uri), { changes: { [context.uri]: [words] } })];
  }
  return [
    ...(await additions(services, context, schema, words)),
    ...(await creation(services, context, schema, words)),
  ];
}

function action(
  services: FeatureServices,
  what: Parameters<typeof say>[0],
  file: string,
  edit: WorkspaceEdit,
): CodeAction {
  return { title: services.render(say(what, { file })), kind: CodeActionKind.RefactorExtract, edit };
}

function schemaAt({ uri, text, subject }: ShotsContext, at: TextRange): InlineSchema | undefined {
  const shot = shotAt(subject.document, at.start);
  const block = shot && blockAt(shot, at.start);
  if (block?.role !== 'apiSchema' || !encloses(block, at)) return undefined;
  const files = subject.tools.files.filter(
    (file) => file.uri === uri && encloses(block.content, file.rangesAt('').value) && file.tools.length > 0,
  );
  const [file] = files;
  if (file === undefined || files.length > 1) return undefined;
  const fence = block.fences.find((one) => encloses(one, file.rangesAt('').value));
  const source = readSource(uri, blockText(subject.document.tree, block, fence?.content ?? block.content).text);
  // Whatever is around broken data would be moved with it.
  return source.problems.length > 0
    ? undefined
    : { block, file, source, range: withoutSpace(text, fence ?? block.content) };
}

function withoutSpace(text: string, { start, end }: TextRange): TextRange {
  const written = text.slice(start, end);
  const blank = written.length - written.trimStart().length;
  return { start: start + blank, end: start + written.trimEnd().length };
}

/** The file that declares the same tools already, if one does. */
function declarers({ uri, subject }: ShotsContext, { tools }: ToolFile): ToolFile | 'some' | 'none' {
  const others = subject.tools.files.filter((file) => file.uri !== uri);
  const declaring = tools.map(({ name }) => others.find((file) => file.tools.some((tool) => tool.name === name)));
  const [first] = declaring;
  if (declaring.every((file) => file === undefined)) return 'none';
  return first !== undefined && declaring.every((file) => file === first) ? first : 'some';
}

function wordsFor({ subject }: ShotsContext, { block, file, range }: InlineSchema): string {
  const names = file.tools.map(({ name }) => name);
  const words = schemaWords(names, subject.document.detectedStyle.language);
  return range.start === block.label.end ? ` ${words}` : words;
}

async function additions(
  services: FeatureServices,
  context: ShotsContext,
  schema: InlineSchema,
  words: TextEdit,
): Promise<readonly CodeAction[]> {
  for (const target of await openToolFiles(services, context)) {
    const after = withTools(target, schema);
    if (after === undefined) continue;
    const changes = { [target.uri]: [...changedLines(target.text, after)], [context.uri]: [words] };
    return [action(services, 'add', getBaseName(target.uri), { changes })];
  }
  return [];
}

function withTools(target: ToolFile, { file, source }: InlineSchema): string | undefined {
  let grown = target;
  for (const tool of file.tools) {
    const shaped = target.format === file.format ? valueAt(source.value ?? null, tool.pointer) : reshaped(target, tool);
    const after = isObject(shaped) ? withTool(grown, shaped) : undefined;
    if (after === undefined) return undefined;
    grown = createToolFile(readSource(target.uri, after));
  }
  return grown.text;
}

/** Undefined where the other format cannot express something. */
function reshaped(target: ToolFile, tool: Tool): JsonObject | undefined {
  return tool.operation === undefined && tool.returns === undefined && !tool.strict
    ? shapedLike(target, tool)
    : undefined;
}

async function creation(
  services: FeatureServices,
  context: ShotsContext,
  { file, source }: InlineSchema,
  words: TextEdit,
): Promise<readonly CodeAction[]> {
  const isJson = /^\s*[{[]/.test(source.text);
  const target = await chooseToolFile(services, context, isJson ? 'json' : 'yaml');
  if (target === undefined) return [];
  const content = isJson ? laidOut(source.text) : `${source.text.trim()}\n`;
  // What is read as a part of a document may mean something else alone.
  const isSame = createToolFile(readSource(target.uri, content)).tools.length === file.tools.length;
  const edit = isSame ? target.edits(content, [words]) : undefined;
  return edit === undefined ? [] : [action(services, 'create', target.name, edit)];
}

function laidOut(json: string): string {
  const text = json.trim();
  return `${applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true }))}\n`;
}
