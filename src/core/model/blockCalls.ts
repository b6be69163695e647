import type { CallNode } from '../parser/callNodes.ts';
import {
  type CallOptions,
  createCallFinder,
  type FoundCalls,
  type ParameterKind,
  parseCalls,
  parseTwoLabelCall,
} from '../parser/calls/index.ts';
import { isPlannedCall } from '../parser/tokenBlock.ts';
import type { BlockCalls, BlockNode, SeparatorNode, ShotsTree } from '../parser/tree.ts';
import { blockText } from './blockText.ts';
import type { Block } from './model.ts';

/** What is known of the tools while a document is read. */
export interface KnownTools {
  /** True if a loaded tool has the name. */
  isTool(name: string): boolean;
  /** True if the tool's only, or only required, parameter is a string, so that plain text can be its input. */
  takesText?(name: string): boolean;
  /** What a tool's parameter takes, for notations that write all values as text. */
  parameterKind?(tool: string, parameter: string): ParameterKind | undefined;
  /** Names of actions that are the reply, besides `Finish` and `final_answer`. */
  readonly finish?: readonly string[];
}

const NO_CALLS: readonly CallNode[] = [];

/** What reading the calls of one document takes, made once. */
export interface CallReading {
  readonly tree: ShotsTree;
  readonly tools: KnownTools;
  /** True for names that are the reply itself, unless a tool has the name. */
  readonly isFinishName: (name: string) => boolean;
  /** Options for action and for API request blocks. */
  readonly inAction: CallOptions;
  readonly inRequest: CallOptions;
  /** The same, for blocks that are not interrupted. */
  readonly findInAction: CallFinder;
  readonly findInRequest: CallFinder;
  /** What is no call but the reply (`Finish[x]`) among the calls of the block read last. */
  finish: CallNode | undefined;
  /** How many calls were found so far. */
  callCount: number;
}

type CallFinder = ReturnType<typeof createCallFinder>;

export function createCallReader(tree: ShotsTree, tools: KnownTools): CallReading {
  const isFinishName = finishNames(tools);
  const isTool = (name: string) => tools.isTool(name) || isFinishName(name);
  const parameterKind = (tool: string, parameter: string) => tools.parameterKind?.(tool, parameter);
  const inAction: CallOptions = { meant: 'detect', isTool, parameterKind };
  const inRequest: CallOptions = { meant: 'always', isTool, parameterKind };
  const findInAction = createCallFinder(tree.text, inAction);
  const findInRequest = createCallFinder(tree.text, inRequest);
  return {
    tree,
    tools,
    isFinishName,
    inAction,
    inRequest,
    findInAction,
    findInRequest,
    finish: undefined,
    callCount: 0,
  };
}

/** How the calls in a block are read. */
export function blockOptions(tools: KnownTools, { roleInfo }: BlockNode): CallOptions {
  return {
    meant: roleInfo.calls === 'always' ? 'always' : 'detect',
    isTool: (name) => tools.isTool(name),
    parameterKind: (tool, parameter) => tools.parameterKind?.(tool, parameter),
  };
}

/** Reads the calls of a block. Action and API request blocks can hold some; `next` may be the input of the action. */
export function readBlock(reader: CallReading, node: BlockNode, next: BlockNode | SeparatorNode | undefined): Block {
  const input = next?.kind === 'block' && next.roleInfo.part === 'input' ? next : undefined;
  return readCalls(reader, node, input);
}

/** True if calls can be in a block. */
export function holdsCalls({ roleInfo }: BlockNode): boolean {
  return roleInfo.calls !== undefined;
}

/** A block that calls cannot be in. */
export function withoutCalls(node: BlockNode): Block {
  return node.withCalls(undefined);
}

function readCalls(reader: CallReading, node: BlockNode, input: BlockNode | undefined): Block {
  const paired = input === undefined ? undefined : readPair(reader, node, input);
  const found = paired === undefined ? findCalls(reader, node) : { calls: [paired], mentions: NO_CALLS };
  const { calls, mentions } = found;
  if (joinsPlan(reader, node, calls)) return keep(reader, node, { calls: NO_CALLS, mentions });
  reader.finish = findFinish(calls, reader);
  const isFree = reader.finish === undefined && findFinish(mentions, reader) === undefined;
  return isFree ? keep(reader, node, found) : keep(reader, node, excludeFinish(found, reader));
}

/** True for the `join()` that ends a plan of calls (LLMCompiler) and calls no tool. */
function joinsPlan({ tools }: CallReading, node: BlockNode, calls: readonly CallNode[]): boolean {
  return isPlannedCall(node) && calls[0]?.name.text === 'join' && !tools.isTool('join');
}

function keep(reader: CallReading, node: BlockNode, found: BlockCalls): Block {
  const { calls, mentions } = found;
  reader.callCount += calls.length;
  return node.withCalls(calls.length === 0 && mentions.length === 0 ? undefined : found);
}

/** The first of some calls that is the reply. */
function findFinish(calls: readonly CallNode[], reader: CallReading): CallNode | undefined {
  for (const call of calls) if (isFinish(call, reader)) return call;
  return undefined;
}

/** The calls that are no reply. */
function excludeFinish({ calls, mentions }: BlockCalls, reader: CallReading): BlockCalls {
  const isOther = (call: CallNode) => !isFinish(call, reader);
  return { calls: calls.filter(isOther), mentions: mentions.filter(isOther) };
}

function findCalls(reader: CallReading, node: BlockNode): FoundCalls {
  const isRequest = node.roleInfo.calls === 'always';
  if (!node.interrupted) {
    const find = isRequest ? reader.findInRequest : reader.findInAction;
    return find(startOfContent(reader.tree.text, node), node.content.end);
  }
  const options = isRequest ? reader.inRequest : reader.inAction;
  const { text, map, encoding } = blockText(reader.tree, node);
  return parseCalls(text, 0, text.length, { ...options, map, encoding });
}

/** The start of a block's text, invisible characters before it included, so that these are reported. */
function startOfContent(text: string, node: BlockNode): number {
  const { start } = node.content;
  if (!isInvisible(text.charCodeAt(start - 1))) return start;
  const { end } = node.label;
  for (let at = start - 1; at > end; at--) if (!isInvisible(text.charCodeAt(at - 1))) return at;
  return start;
}

function isInvisible(code: number): boolean {
  return code === 0x200b || code === 0xfeff;
}

/** Reads `Action: f` with the `Action Input: …` after it as one call. */
function readPair(reader: CallReading, node: BlockNode, input: BlockNode): CallNode | undefined {
  const { tree, tools, inAction: options } = reader;
  if (!node.interrupted && !input.interrupted) {
    const name = tree.text.slice(node.content.start, node.content.end);
    return parseTwoLabelCall(tree.text, node.content, input.content, options, textInput(name, tools));
  }
  const [first, second] = [blockText(tree, node), blockText(tree, input)];
  const after = first.text.length + 1;
  const map = (offset: number) => (offset < after ? first.map(offset) : second.map(offset - after));
  const name = { start: 0, end: first.text.length };
  const value = { start: after, end: after + second.text.length };
  const text = `${first.text}\n${second.text}`;
  return parseTwoLabelCall(text, name, value, { ...options, map }, textInput(first.text, tools));
}

function textInput(name: string, tools: KnownTools) {
  return { takesText: tools.takesText?.(name.trim()) ?? false };
}

const FINISH_NAMES = ['finish', 'finalanswer'];

/** True if a call is the reply itself: a tool that has the name wins. */
function isFinish({ name }: CallNode, { isFinishName, tools }: CallReading): boolean {
  return isFinishName(name.text) && !tools.isTool(name.text);
}

/** Names that were looked at are remembered: a document calls a handful of tools thousands of times. */
function finishNames(tools: KnownTools): (name: string) => boolean {
  const finish = new Set([...FINISH_NAMES, ...(tools.finish ?? []).map(foldName)]);
  const known = new Map<string, boolean>();
  return (name) => {
    let isFinish = known.get(name);
    if (isFinish === undefined) {
      isFinish = finish.has(foldName(name));
      // Prose may hold any number of names.
      if (known.size < MAX_NAMES) known.set(name, isFinish);
    }
    return isFinish;
  };
}

const MAX_NAMES = 1000;

/** `final_answer`, `Final Answer` and `finalAnswer` are one name. */
function foldName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
