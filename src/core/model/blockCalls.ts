import type { CallNode } from '../parser/callNodes.ts';
import { type CallOptions, parseCalls, parseTwoLabelCall } from '../parser/calls/index.ts';
import type { BlockNode, SeparatorNode, ShotsTree } from '../parser/tree.ts';
import { blockText } from './blockText.ts';
import type { Block } from './model.ts';

/** What is known of the tools while a document is read. */
export interface KnownTools {
  /** True if a loaded tool has the name. */
  isTool(name: string): boolean;
  /** True if the tool's only, or only required, parameter is a string, so that plain text can be its input. */
  takesText?(name: string): boolean;
  /** Names of actions that are the reply, besides `Finish` and `final_answer`. */
  readonly finish?: readonly string[];
}

/** A block with its calls, and the one among them that is no call but the reply (`Finish[x]`). */
export interface ReadBlock {
  readonly block: Block;
  readonly finish: CallNode | undefined;
}

const NO_CALLS: readonly CallNode[] = [];

/** Reads the calls of a shot's blocks, in order. Action and API request blocks can hold some. */
export function readBlocks(
  tree: ShotsTree,
  items: readonly (BlockNode | SeparatorNode)[],
  tools: KnownTools,
): readonly (ReadBlock | SeparatorNode)[] {
  return items.map((item, index) => {
    if (item.kind === 'separator') return item;
    if (item.role !== 'action' && item.role !== 'apiRequest') return withoutCalls(item);
    const next = items[index + 1];
    const input = next?.kind === 'block' && next.role === 'actionInput' ? next : undefined;
    return readCalls(tree, item, input, tools);
  });
}

function withoutCalls(node: BlockNode): ReadBlock {
  return { block: hasRoomForCalls(node) ? node : withCalls(node, NO_CALLS, NO_CALLS), finish: undefined };
}

/** True for nodes as the parser makes them: they need not be copied to become blocks of the model. */
function hasRoomForCalls(node: BlockNode): node is Block {
  return 'calls' in node && 'mentions' in node;
}

function withCalls(node: BlockNode, calls: readonly CallNode[], mentions: readonly CallNode[]): Block {
  const { start, end, role, label, content, interrupted, fences } = node;
  return { kind: 'block', start, end, role, label, content, interrupted, fences, calls, mentions };
}

function readCalls(tree: ShotsTree, node: BlockNode, input: BlockNode | undefined, tools: KnownTools): ReadBlock {
  const meant = node.role === 'apiRequest' ? 'always' : 'detect';
  const paired = input === undefined ? undefined : readPair(tree, node, input, tools);
  const found = paired === undefined ? findCalls(tree, node, { meant, isTool: tools.isTool }) : undefined;
  const calls = paired === undefined ? (found?.calls ?? NO_CALLS) : [paired];
  const finish = calls.find((call) => isFinish(call, tools));
  const kept = finish === undefined ? calls : calls.filter((call) => !isFinish(call, tools));
  return { block: withCalls(node, trimmed(kept), trimmed(found?.mentions ?? NO_CALLS)), finish };
}

/** A copy without the room to grow that an array keeps. */
function trimmed(calls: readonly CallNode[]): readonly CallNode[] {
  return calls.length === 0 ? NO_CALLS : calls.slice();
}

function findCalls(tree: ShotsTree, node: BlockNode, options: CallOptions) {
  const { start, end } = node.content;
  if (!node.interrupted) return parseCalls(tree.text, start, end, options);
  const { text, map } = blockText(tree, node);
  return parseCalls(text, 0, text.length, { ...options, map });
}

/** Reads `Action: f` with the `Action Input: …` behind it as one call. */
function readPair(tree: ShotsTree, node: BlockNode, input: BlockNode, tools: KnownTools): CallNode | undefined {
  const options: CallOptions = { meant: 'detect', isTool: tools.isTool };
  if (!node.interrupted && !input.interrupted) {
    const name = tree.text.slice(node.content.start, node.content.end);
    return parseTwoLabelCall(tree.text, node.content, input.content, options, textInput(name, tools));
  }
  const [first, second] = [blockText(tree, node), blockText(tree, input)];
  const behind = first.text.length + 1;
  const map = (offset: number) => (offset < behind ? first.map(offset) : second.map(offset - behind));
  const name = { start: 0, end: first.text.length };
  const value = { start: behind, end: behind + second.text.length };
  const text = `${first.text}\n${second.text}`;
  return parseTwoLabelCall(text, name, value, { ...options, map }, textInput(first.text, tools));
}

function textInput(name: string, tools: KnownTools) {
  return { takesText: tools.takesText?.(name.trim()) ?? false };
}

const FINISH_NAMES: ReadonlySet<string> = new Set(['finish', 'finalanswer']);

/** True if a call is the reply itself: a tool that has the name wins. */
function isFinish(call: CallNode, tools: KnownTools): boolean {
  const name = call.name.text;
  if (tools.isTool(name)) return false;
  return FINISH_NAMES.has(foldName(name)) || (tools.finish?.some((own) => foldName(own) === foldName(name)) ?? false);
}

/** `final_answer`, `Final Answer` and `finalAnswer` are one name. */
function foldName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
