import { trimEnd } from '../characters.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import type { Role } from '../roles.ts';
import { isToolWord } from './words.ts';

/** The longest text that is looked at for a call. */
const MAX_LENGTH = 2000;

const TAG = /^(?:<tool_call>|<function=|<function_calls>|<invoke\s|<tool>)/;
const JSON_CALL =
  /^\[?\s*\{{1,2}\s*["'](?:name|action|tool|tool_name|function|tool_calls|function_?[cC]all|type|id)["']/;
const JSON_ARGUMENTS = /["'](?:arguments|parameters|args|input|action_input|tool_input|function)["']\s*:/;
const EXPRESSION = /^[\p{L}_][\p{L}\p{N}_.-]*[(（][\s\S]*[)）][。.;；]?$/u;
const ARGUMENTS = /[(（]\s*[)）]|[=＝:：{]/;
const NAME = /^(?:[a-z](?:[^\W_]*_|\w*[.-])\w+|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)$/;

/**
 * The role of `Tool:` in a chat: an action if its text is a call or a tool's name, or if its input follows; else what
 * the call before it gave back.
 */
export function getToolRole(text: string, token: LabelledBlock, next: LabelledBlock | undefined): Role {
  if (next?.role === 'actionInput') return 'action';
  const from = token.labelEnd;
  const to = trimEnd(text, from, Math.min(next?.at ?? text.length, from + MAX_LENGTH));
  return isCall(text.slice(from, to).replace(/^\s*(?:```\w*\s*|`)?/, '')) ? 'action' : 'observation';
}

function isCall(text: string): boolean {
  if (TAG.test(text) || NAME.test(text)) return true;
  if (JSON_CALL.test(text)) return JSON_ARGUMENTS.test(text);
  return EXPRESSION.test(text) && ARGUMENTS.test(text);
}

/**
 * The role of `Tool:` outside chats, or undefined where it is text. `工具` is the action there, unless it directly follows
 * one and nothing else answers that.
 */
export function getToolRoleOutside(
  text: string,
  token: LabelledBlock,
  before: LabelledBlock | undefined,
  next: LabelledBlock | undefined,
): Role | undefined {
  const isAnswered =
    next !== undefined && (next.role === 'observation' || next.role === 'actionInput') && !isToolWord(next.spelling);
  if (isAnswered || getToolRole(text, token, next) === 'action') return 'action';
  const follows = before?.role === 'action' || before?.role === 'actionInput' || before?.role === 'apiRequest';
  if (follows) return 'observation';
  return token.role === 'action' ? 'action' : undefined;
}
