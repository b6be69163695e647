import type { JsonObject, Tool, ToolFile } from '../../src/core/index.ts';
import { LineIndex } from '../../src/core/index.ts';

/** A tool as loading gives it, for tests that need no file. */
export function toolOf(
  name: string,
  given: {
    readonly description?: string;
    readonly parameters?: JsonObject;
    readonly path?: string;
    readonly text?: string;
  },
): Tool {
  const { description = '', parameters = { type: 'object', properties: {} }, path, text = '' } = given;
  const properties = (parameters.properties ?? {}) as JsonObject;
  const file: ToolFile = {
    uri: 'file:///w/test.tools.json',
    text,
    lines: new LineIndex(text),
    format: 'openai',
    tools: [],
    problems: [],
    place: () => ({ key: undefined, value: { start: 0, end: 0 } }),
    parameterPlace: () => ({ uri: '', place: { key: undefined, value: { start: 0, end: 0 } } }),
  };
  return {
    name,
    description,
    parameters,
    parameterNames: Object.keys(properties),
    required: (parameters.required ?? []) as readonly string[],
    dialect: '2020-12',
    strict: false,
    returns: undefined,
    file,
    pointer: '',
    operation: path === undefined ? undefined : { method: 'post', path, tags: [] },
  };
}
