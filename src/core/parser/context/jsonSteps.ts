import type { TextRange } from '../../text/range.ts';
import type { ObjectNode, ValueNode } from '../callNodes.ts';
import { createReader } from '../calls/reader.ts';
import { readValue } from '../calls/values.ts';
import type { ActiveToken, FencedToken } from '../lineTokens.ts';
import type { Role } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';

/** The beginning of a step that is one JSON object. */
const STEP = /\{{1,2}\s{0,40}["'](?:thought|action|final_answer)["']\s{0,4}:/iy;

/** True if a line begins like a step that is one JSON object. */
export function startsJsonStep(text: string, at: number): boolean {
  STEP.lastIndex = at;
  return STEP.test(text);
}

/** Roles in whose blocks JSON is their own text. */
const HOLDS_JSON: ReadonlySet<Role> = new Set([
  'action',
  'actionInput',
  'apiSchema',
  'apiRequest',
  'apiResponse',
  'assistant',
  'answer',
  'system',
]);

/** A step, and what is around it. */
interface JsonStep {
  readonly role: 'action' | 'answer';
  readonly label: TextRange;
  readonly closing: TextRange;
}

/**
 * Makes blocks of steps that are one JSON object (`{"thought", "action", "action_input"}` or `{"final_answer"}`), in a
 * fence or on lines of their own. In a block that holds calls or data, JSON stays its text.
 */
export function withJsonSteps(
  text: string,
  tokens: readonly ActiveToken[],
  places: readonly number[],
): readonly ActiveToken[] {
  const result: ActiveToken[] = [];
  let role: Role | undefined;
  let next = 0;
  let end = 0;
  const addSteps = (limit: number): void => {
    for (let place = places[next]; place !== undefined && place < limit; place = places[++next]) {
      if (place < end || !takesStep(role)) continue;
      const value = readJson(text, place, limit);
      end = value.end;
      const step = toStep(value, undefined);
      if (step === undefined) continue;
      result.push(createTokenBlock(step));
      ({ role } = step);
    }
  };
  for (const token of tokens) {
    addSteps(token.at);
    const step = token.kind === 'fenced' && takesStep(role) ? stepOfFence(text, token) : undefined;
    if (step !== undefined) ({ role } = step);
    else if (token.kind === 'block') ({ role } = token);
    if (token.kind === 'fenced') end = Math.max(end, token.fence.end);
    result.push(step === undefined ? token : createTokenBlock(step));
  }
  addSteps(text.length + 1);
  return result;
}

/** True if a step may follow: something was asked, and the last block is no place for JSON unless it is a step itself. */
function takesStep(role: Role | undefined): boolean {
  return role !== undefined && !HOLDS_JSON.has(role);
}

function stepOfFence(text: string, { fence }: FencedToken): JsonStep | undefined {
  const { content, closed } = fence;
  const at = content.start + Math.max(0, text.slice(content.start, content.start + 200).search(/\S/));
  return closed && startsJsonStep(text, at) ? toStep(readJson(text, at, content.end), fence) : undefined;
}

function readJson(text: string, at: number, end: number): ValueNode {
  return readValue(createReader(text, at, Math.min(end, text.length), undefined), 'alone');
}

function toStep(value: ValueNode, fence: FencedToken['fence'] | undefined): JsonStep | undefined {
  const role = value.kind === 'object' ? roleOf(value) : undefined;
  if (role === undefined) return undefined;
  const { start, end } = value;
  return {
    role,
    label: { start: fence?.start ?? start, end: start },
    closing: { start: end, end: fence?.end ?? end },
  };
}

function roleOf({ entries }: ObjectNode): JsonStep['role'] | undefined {
  const has = (...names: readonly string[]) => entries.some(({ key }) => names.includes(key.text.toLowerCase()));
  if (has('final_answer', 'final answer')) return 'answer';
  if (has('thought') && has('code')) return 'action';
  return has('action') && has('action_input', 'input', 'args', 'thought') ? 'action' : undefined;
}
