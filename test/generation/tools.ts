import { type JsonObject, parseTools, type Tool } from '../../src/core/index.ts';

/** A tool as it is loaded from a file of its own. */
export function toolOf(
  name: string,
  given: { readonly description?: string; readonly parameters?: JsonObject } = {},
): Tool {
  const { description = '', parameters = { type: 'object', properties: {} } } = given;
  const text = JSON.stringify([{ type: 'function', function: { name, description, parameters } }]);
  const [tool] = parseTools('file:///w/test.tools.json', text).tools;
  if (tool === undefined) throw new Error(`no tool: ${name}`);
  return tool;
}
