import type { BlockNode } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { CallCursor } from './callCursor.ts';
import type { ShotsContext } from './context.ts';

interface TagStyle {
  /** Matches the opening of a call at an offset; its group is the tool's name. */
  readonly call: RegExp;
  /** Matches the opening of a parameter; its group is the name. */
  readonly parameter: RegExp;
  open(name: string): string;
  close(name: string): string;
  end(tool: string): string;
  /** True if only the names of loaded tools open a call. */
  readonly onlyTools: boolean;
}

const STYLES: readonly TagStyle[] = [
  {
    call: /<invoke\s{1,9}name=["']([^"'<>]{1,128})["']\s?>/g,
    parameter: /<parameter\s{1,9}name=["']([^"'<>]{1,128})["'][^<>]{0,80}>/g,
    open: (name) => `<parameter name="${name}">`,
    close: () => '</parameter>',
    end: () => '</invoke>',
    onlyTools: false,
  },
  {
    call: /<function=([^<>\s]{1,128})>/g,
    parameter: /<parameter=([^<>\s]{1,128})>/g,
    open: (name) => `<parameter=${name}>`,
    close: () => '</parameter>',
    end: () => '</function>',
    onlyTools: false,
  },
  {
    call: /<tool_call>\s{0,9}([^\s<>{}"]{1,128})(?=\s|<)/g,
    parameter: /<arg_key>([^<>\s]{1,128})<\/arg_key>\s{0,9}<arg_value>/g,
    open: (name) => `<arg_key>${name}</arg_key><arg_value>`,
    close: () => '</arg_value>',
    end: () => '</tool_call>',
    onlyTools: false,
  },
  {
    call: /<([\p{L}_][\p{L}\p{N}_.-]{0,127})>/gu,
    parameter: /<([\p{L}_][\p{L}\p{N}_.-]{0,127})>/gu,
    open: (name) => `<${name}>`,
    close: (name) => `</${name}>`,
    end: (tool) => `</${tool}>`,
    onlyTools: true,
  },
];

/** How much text before and after the cursor is looked at. */
const REACH = 4000;

/** The call in tags around the cursor, which need not be closed; undefined outside of every call. */
export function tagCallAt({ text, subject }: ShotsContext, block: BlockNode, offset: number): CallCursor | undefined {
  const from = Math.max(block.label.end, offset - REACH);
  const before = text.slice(from, offset);
  if (!before.includes('<')) return undefined;
  for (const style of STYLES) {
    const isTool = (name: string) => !style.onlyTools || subject.tools.get(name) !== undefined;
    const opening = lastOpen(before, style.call, (tool) => style.end(tool), isTool);
    const isJson = opening !== undefined && before.slice(opening.end).trimStart().startsWith('{');
    if (opening === undefined || isJson) continue;
    return toCursor(text, block, offset, from + opening.end, opening.name, style);
  }
  return undefined;
}

interface Opening {
  readonly name: string;
  readonly end: number;
}

/** The last opening in a text that is not closed in it. */
function lastOpen(
  text: string,
  pattern: RegExp,
  closing: (name: string) => string,
  counts: (name: string) => boolean = () => true,
): Opening | undefined {
  let last: Opening | undefined;
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? '';
    if (counts(name)) last = { name, end: match.index + match[0].length };
  }
  return last !== undefined && !text.includes(closing(last.name), last.end) ? last : undefined;
}

function toCursor(
  text: string,
  block: BlockNode,
  offset: number,
  start: number,
  name: string,
  style: TagStyle,
): CallCursor {
  const inner = text.slice(start, offset);
  const parameter = lastOpen(inner, style.parameter, style.close);
  const rest = text.slice(offset, Math.max(offset, Math.min(offset + REACH, block.end)));
  const end = rest.indexOf(style.end(name));
  const whole = inner + (end === -1 ? rest : rest.slice(0, end));
  const given = new Set(
    [...whole.matchAll(style.parameter)].flatMap(([, one = '']) => (one === parameter?.name ? [] : [one])),
  );
  const position = [...inner.matchAll(style.parameter)].length - (parameter === undefined ? 0 : 1);
  return {
    name,
    block,
    path: [],
    key: parameter?.name,
    position,
    active: { name: parameter?.name, position },
    given,
    isValue: parameter !== undefined,
    container: 'arguments',
    string: undefined,
    word:
      parameter === undefined ? tagBegun(inner, offset) : { start: start + parameter.end, end: valueEnd(text, offset) },
    json: false,
    tags: { open: style.open, close: style.close, end: style.end(name) },
  };
}

/** The beginning of a tag or of a name directly before the cursor. */
function tagBegun(inner: string, offset: number): TextRange {
  const begun = /<?[\p{L}\p{N}_=" ]{0,80}$/u.exec(inner.slice(inner.lastIndexOf('\n') + 1))?.[0].trimStart() ?? '';
  return { start: offset - begun.length, end: offset };
}

/** The end of a value on its line. */
function valueEnd(text: string, offset: number): number {
  const rest = /^[^<\r\n]{0,200}/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return offset + rest.length;
}
