import { applyEdits, modify } from 'jsonc-parser';
import { parseAllDocuments, stringify } from 'yaml';
import type { ToolFile } from '../schemas/tool.ts';
import { createToolFile } from '../schemas/toolFile.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject, member } from '../text/json.ts';
import { getParentPointer, toPointerSteps } from '../text/jsonPointer.ts';
import { readSource } from '../text/source/sourceDocument.ts';
import type { PlainTool } from './toolShape.ts';

/**
 * A tool file's text with one more tool after the others, laid out as they are. The tool has the shape of the file's
 * format. Undefined if a tool cannot be added without changing the rest.
 */
export function withTool(file: ToolFile, tool: JsonObject): string | undefined {
  const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
  const text = written(file, tool)?.replace(/\r?\n/g, lineBreak);
  if (text === undefined) return undefined;
  // Files come in more shapes than can be foreseen, so what was written is read again.
  const after = createToolFile(readSource(file.uri, text));
  const isWhole = file.tools.every(({ name }, index) => after.tools[index]?.name === name);
  return isWhole && after.tools.length === file.tools.length + 1 ? text : undefined;
}

/** The text of a new file with one tool. */
export function createToolsText({ name, description, parameters }: PlainTool): string {
  return listText({ type: 'function', function: { name, description, parameters } });
}

function listText(tool: JsonObject): string {
  return `${JSON.stringify([tool], null, 2)}\n`;
}

function written(file: ToolFile, tool: JsonObject): string | undefined {
  const { uri, text } = file;
  if (text.trim() === '') return /\.json$/i.test(uri) ? listText(tool) : listItem(tool, '');
  return isJson(text) ? writtenJson(file, tool) : writtenYaml(file, tool);
}

function isJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text);
}

function writtenJson(file: ToolFile, tool: JsonObject): string | undefined {
  const { text } = file;
  const value = readSource(file.uri, text).value;
  const formattingOptions = indentationOf(text);
  if (file.tools[0]?.pointer === '') {
    const alone = text.trim();
    const unit = formattingOptions.insertSpaces ? ' '.repeat(formattingOptions.tabSize) : '\t';
    const items = [alone, JSON.stringify(tool, null, unit)].map((item) => item.replace(/^(?=.)/gm, unit));
    return `[\n${items.join(',\n')}\n]\n`;
  }
  const list = listOf(file, value);
  if (list === undefined) return undefined;
  const steps = list.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  // What is laid out on one line stays on it; only a list that was empty begins a layout.
  const layout = file.tools.length > 0 && !text.trim().includes('\n') ? {} : { formattingOptions };
  return applyEdits(text, modify(text, [...steps, -1], tool, { isArrayInsertion: true, ...layout }));
}

/** The steps to the list that new tools go into: that of the last one, or the only empty one there is. */
function listOf({ tools }: ToolFile, value: JsonValue | undefined): readonly string[] | undefined {
  const last = tools.at(-1);
  if (last !== undefined) {
    const steps = toPointerSteps(last.pointer);
    return /^\d+$/.test(steps.at(-1) ?? '') ? toPointerSteps(getParentPointer(last.pointer)) : undefined;
  }
  if (isList(value)) return value.length === 0 ? [] : undefined;
  const list = isObject(value) ? member(value, 'tools') : undefined;
  return isList(list) && list.length === 0 ? ['tools'] : undefined;
}

function indentationOf(text: string): { readonly tabSize: number; readonly insertSpaces: boolean } {
  const first = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return { tabSize: first.startsWith('\t') ? 1 : Math.min(first.length, 8), insertSpaces: !first.startsWith('\t') };
}

function writtenYaml(file: ToolFile, tool: JsonObject): string | undefined {
  const { text, tools } = file;
  const last = tools.at(-1);
  if (last === undefined) return text.trimEnd() === 'tools:' ? `tools:\n${listItem(tool, '  ')}` : undefined;
  const isAlone =
    last.pointer === '' || parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false }).length > 1;
  // Several documents of one file are read as one list.
  if (isAlone && toPointerSteps(last.pointer).length <= 1)
    return `${text.trimEnd()}\n---\n${stringify(tool, { lineWidth: 0 })}`;
  const { value } = file.rangesAt(last.pointer);
  const end = text.slice(0, value.end).trimEnd().length;
  const indentation = dashIndentation(text, value.start);
  if (indentation === undefined) {
    const isFlow = text[value.start] === '{' && text[end - 1] === '}';
    return isFlow ? `${text.slice(0, end)}, ${JSON.stringify(tool)}${text.slice(end)}` : undefined;
  }
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd === -1 ? text.length : lineEnd + 1;
  return `${text.slice(0, at)}${lineEnd === -1 ? '\n' : ''}${listItem(tool, indentation)}${text.slice(at)}`;
}

/** What is before the dash of a list's item; undefined where the item has none of its own line. */
function dashIndentation(text: string, start: number): string | undefined {
  const before = text.slice(0, start).trimEnd();
  const prefix = before.slice(before.lastIndexOf('\n') + 1);
  return /^ *-$/.test(prefix) ? prefix.slice(0, -1) : undefined;
}

function listItem(tool: JsonObject, indentation: string): string {
  const lines = stringify(tool, { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line, index) => `${indentation}${index === 0 ? '- ' : '  '}${line}\n`).join('');
}
