import { type JsonObject, renderMessage, slice, type Tool, type ToolFile } from '../../../src/core/index.ts';
import { checkArguments } from '../../../src/core/schemas/arguments.ts';
import { createToolFile, DEFAULT_OPTIONS, type ToolFileOptions } from '../../../src/core/schemas/toolFile.ts';
import { readSource } from '../../../src/core/text/source/sourceDocument.ts';

/** Reads a tool file from text, or from a value that is written as JSON. */
export function toolsFrom(
  content: unknown,
  options: Partial<ToolFileOptions> & { readonly name?: string } = {},
): ToolFile {
  const { name = 'a.tools.json', ...rest } = options;
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return createToolFile(readSource(`file:///w/${name}`, text), { ...DEFAULT_OPTIONS, roots: ['file:///w'], ...rest });
}

/** One OpenAI tool `f` with the parameters' schema given. */
export function toolWith(parameters: unknown): Tool {
  return onlyTool(toolsFrom([{ type: 'function', function: { name: 'f', description: 'd', parameters } }]));
}

/** The one tool of a file. */
export function onlyTool(file: ToolFile): Tool {
  const [tool] = file.tools;
  if (tool === undefined || file.tools.length !== 1) throw new Error(`${file.tools.length} tools`);
  return tool;
}

/** What is wrong with arguments, each as `kind /path keyword`. */
export function check(parameters: unknown, values: JsonObject): readonly string[] {
  return described(toolWith(parameters), values);
}

/** What is wrong with the arguments of a tool, each as `kind /path keyword`. */
export function described(tool: Tool, values: JsonObject): readonly string[] {
  return checkArguments(tool, values).map(
    ({ kind, path, keyword, open }) => `${kind} /${path.join('/')} ${keyword}${open === true ? ' open' : ''}`,
  );
}

/** A file's problems as `rule «text under it» message`. */
export function problemsOf(file: ToolFile): readonly string[] {
  return file.problems.map(
    (problem) => `${problem.rule} «${slice(file.text, problem)}» ${renderMessage(problem.message, 'en')}`,
  );
}
