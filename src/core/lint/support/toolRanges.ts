import type { Tool } from '../../schemas/tool.ts';
import type { TextRange } from '../../text/range.ts';

/** The range of a tool's name in its file: the value of `name`, or what else identifies the tool. */
export function getToolNameRange(tool: Tool): TextRange {
  const whole = tool.file.rangesAt(tool.pointer);
  for (const pointer of NAME_POINTERS) {
    const { value } = tool.file.rangesAt(`${tool.pointer}${pointer}`);
    // The place of a pointer that leads nowhere is that of its nearest ancestor.
    if (value.start > whole.value.start && value.end < whole.value.end && isName(tool, value)) return value;
  }
  return whole.key ?? opening(tool, whole.value);
}

const NAME_POINTERS = ['/function/name', '/name', '/toolSpec/name', '/operationId'];

function isName(tool: Tool, { start, end }: TextRange): boolean {
  return end - start <= tool.name.length * 6 + 8 && !/[{}[\]\n]/.test(tool.file.text.slice(start, end));
}

/** A whole tool is too much to underline. */
function opening(tool: Tool, { start, end }: TextRange): TextRange {
  const lineBreak = tool.file.text.indexOf('\n', start);
  return { start, end: lineBreak === -1 ? end : Math.min(end, lineBreak) };
}
