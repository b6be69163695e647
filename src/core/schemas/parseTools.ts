import { readSource } from '../text/source/sourceDocument.ts';
import type { ToolFile } from './tool.ts';
import { createToolFile } from './toolFile.ts';

/** Reads tools from a text of any format, JSON or YAML, on its own: references into other files stay unresolved. */
export function parseTools(uri: string, text: string): ToolFile {
  return createToolFile(readSource(uri, text));
}
