import { blockText } from '../model/blockText.ts';
import { ROLES, type Role } from '../parser/roles.ts';
import type { BlockNode } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { CallCursor } from './callCursor.ts';
import { type Frame, type Scan, scanCall } from './callScan.ts';
import type { ShotsContext } from './context.ts';
import { ITEMS } from './parameters.ts';
import { blockBefore, previousBlock } from './previousNodes.ts';
import { tagCallAt } from './tagCallAt.ts';

const NAME_KEYS: ReadonlySet<string> = new Set(['name', 'action', 'tool']);
const ARGUMENT_KEYS: ReadonlySet<string> = new Set(['arguments', 'parameters', 'action_input', 'tool_input', 'input']);

/** The call around the cursor; undefined outside of every call and in blocks that hold none. */
export function callAt(context: ShotsContext, offset: number): CallCursor | undefined {
  const { document } = context.subject;
  const block = blockBefore(document.tree, offset);
  if (block === undefined || !holdsCallText(block.role)) return undefined;
  const tagged = tagCallAt(context, block, offset);
  if (tagged !== undefined) return tagged;
  const scan = scanBlock(context, block, offset);
  const found = argumentFrames(scan, toolOfInput(context, block));
  if (found === undefined) return undefined;
  const { name, frames } = found;
  const [root] = frames;
  const innermost = frames.at(-1);
  if (root === undefined || innermost === undefined) return undefined;
  const path = frames.slice(1).flatMap((frame, index) => stepInto(frames[index], frame));
  const top = frames[1];
  const item = scan.item;
  const key = scan.isValue ? item?.key : undefined;
  return {
    name,
    block,
    path: path.filter((step) => step !== ''),
    key,
    position: scan.position,
    active:
      top === undefined ? { name: item?.key, position: scan.position } : { name: top.key, position: top.position },
    given: new Set(innermost.items.flatMap((one) => (one.key === undefined || one === item ? [] : [one.key]))),
    isValue: scan.isValue,
    container: innermost.bracket === '[' ? 'list' : innermost.bracket === '{' ? 'object' : 'arguments',
    string: scan.string,
    word: scan.string?.content ?? wordAt(context.text, offset, block.label.end),
    json: innermost.bracket === '{',
  };
}

/** Reads a block up to the next node; what the author types at its end may lie after it. */
export function scanBlock({ text }: ShotsContext, block: BlockNode, offset: number): Scan {
  return scanCall(text, block.label.end, offset, Math.max(offset, block.end));
}

/** The frames of a call's arguments, from the one that holds them all to the one at the cursor. */
function argumentFrames(
  { frames }: Scan,
  toolOfBlock: string | undefined,
): { readonly name: string; readonly frames: readonly Frame[] } | undefined {
  for (let index = frames.length - 1; index >= 0; index--) {
    const frame = frames[index];
    if (frame?.name !== undefined) {
      // Of `f({"a": 1})` the object holds the arguments.
      const object = frames[index + 1];
      const isObject = object?.bracket === '{' && object.position === 0 && object.key === undefined;
      return { name: frame.name.text, frames: frames.slice(isObject ? index + 1 : index) };
    }
    const holder = frames[index - 1];
    if (frame?.bracket === '{' && frame.key !== undefined && ARGUMENT_KEYS.has(frame.key) && holder !== undefined) {
      const name = holder.items.find((item) => item.key !== undefined && NAME_KEYS.has(item.key))?.text;
      if (name !== undefined) return { name, frames: frames.slice(index) };
    }
  }
  const [root] = frames;
  return toolOfBlock !== undefined && root?.bracket === '{' ? { name: toolOfBlock, frames } : undefined;
}

/** The steps from what holds a frame's bracket into it. */
function stepInto(holder: Frame | undefined, frame: Frame): readonly string[] {
  return holder?.bracket === '[' ? [ITEMS] : [frame.key ?? ''];
}

/** The tool whose input a block is: the one its action names. */
function toolOfInput({ subject }: ShotsContext, block: BlockNode): string | undefined {
  if (block.role !== 'actionInput') return undefined;
  const { tree } = subject.document;
  const action = previousBlock(tree, tree.nodes.indexOf(block));
  return action?.role === 'action' ? blockText(tree, action).text.trim() : undefined;
}

const DELIMITER = /[\s"'“”‘’「」『』()（）[\]{},，、=＝:：<>`]/;

/** The run of characters around the cursor that is a name or a plain value. */
export function wordAt(text: string, offset: number, from: number): TextRange {
  let start = offset;
  while (start > from && !DELIMITER.test(text[start - 1] ?? ' ')) start--;
  let end = offset;
  while (end < text.length && !DELIMITER.test(text[end] ?? ' ')) end++;
  return { start, end };
}

/** True for the blocks in which a call, or its input, is written. */
function holdsCallText(role: Role): boolean {
  const { calls, part } = ROLES[role];
  return calls !== undefined || part === 'input';
}
