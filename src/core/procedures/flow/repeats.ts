import { hasHan } from '../../text/han.ts';
import type { Move } from '../clauses/moves.ts';
import type { FlowContext } from './context.ts';

type LoopMove = Move & { readonly kind: 'loop' };

/** Words that say only that something is done, so that no step can be found by them. */
const EMPTY_VERB =
  /^(?:进行|办理|处理|操作|使用|执行|开始|提供|告知|通知|考虑|决定|按照|根据|继续|前往|联系|do|go|try|make|get|be|is|use|start|begin)$/u;
/** `重新审核` does again what `初审` and `复审` did. */
const FAMILY = /^[审检核](?=[核批查验测对实])/u;
const CHINESE_AGAIN =
  /(?:重新|再次)(?:进行|给|为|向|对|将|把)?(\p{Script=Han}{2})|再(?:行|次)?(?:\p{Script=Han}{2}地)?(\p{Script=Han}{2})/u;
const CHINESE_AFTER = /^(\p{Script=Han}.{1,30}?)[，,]?(?:之?后|完毕)[，,]?(再次?|重新)(\p{Script=Han}{2}.{0,12})$/u;
const ENGLISH_PREFIX =
  /^(?:please\s+)?re-?(?=(?:book|send|submit|issue|assign|test|inspect|weigh|measure|scan|run|print|ship|deliver|verify|enter|calculate|schedule|check)\b)([a-z]+)|^(?:please\s+)?re-([a-z]{3,})/i;
const ENGLISH_AGAIN = /^(?:please\s+)?(?:again\s+([a-z]{3,})\b|([a-z]{3,})\b[^,;.]{0,60}\bagain$)/i;

/** The verb of what is done again: `发货` of `重新发货`, `book` of `re-book the slot` and `book again`. */
export function verbAgain(text: string): string | undefined {
  const match = hasHan(text) ? CHINESE_AGAIN.exec(text) : (ENGLISH_PREFIX.exec(text) ?? ENGLISH_AGAIN.exec(text));
  const verb = (match?.[1] ?? match?.[2])?.toLowerCase();
  return verb === undefined || EMPTY_VERB.test(verb) ? undefined : (FAMILY.exec(verb)?.[0] ?? verb);
}

/** Nobody goes back over more steps than these. */
const MAX_STEPS_BACK = 200;

/** The last step so far that does what a verb says. Steps that only name it as a condition do not count. */
export function stepThatDoes(verb: string, { graph, section }: FlowContext): string | undefined {
  for (let index = graph.nodes.length - 1, left = MAX_STEPS_BACK; index >= 0 && left > 0; index--, left--) {
    const node = graph.nodes[index];
    if (node === undefined || node.section !== section) return undefined;
    if (node.kind === 'step' && node.isDecision !== true && does(node.text, verb)) return node.id;
  }
  return undefined;
}

const NOT_DONE = /(?:重新|再次?|未|不|没|无法|已|如|若|拒绝|能)$/u;
const NOT_NOW = /^(?:时(?!间)|[前的])/u;
const BEGINS = /(?:^|[,;:] |\b(?:and|then|to|agent|you) )$/;

/** True if a text says that this is done, and not that it is done again or when it is. */
function does(text: string, verb: string): boolean {
  const isChinese = hasHan(verb);
  const words = isChinese ? text : text.replace(/\s+/g, ' ').toLowerCase();
  if (!isChinese && verbAgain(words) === verb) return false;
  for (let at = words.indexOf(verb); at !== -1; at = words.indexOf(verb, at + verb.length)) {
    const before = words.slice(Math.max(0, at - 8), at);
    const after = words.slice(at + verb.length, at + verb.length + 4);
    if (
      isChinese
        ? !NOT_DONE.test(before) && !NOT_NOW.test(after)
        : BEGINS.test(before) && /^(?:e?s)?(?![a-z])/.test(after)
    )
      return true;
  }
  return false;
}

/**
 * What a side does again leads back to the step that did it. Where no step did, and outside of a side, it is an action
 * like any other.
 */
export function withRepeats(moves: readonly Move[], context: FlowContext): readonly Move[] {
  if (!moves.some(isRepeatable)) return moves;
  return moves.flatMap((move, index) => withRepeat(move, moves.slice(0, index), false, context));
}

function isRepeatable(move: Move): boolean {
  if (move.kind === 'side' || move.kind === 'else') return move.moves.some(isRepeatable);
  return move.kind === 'loop' || (move.kind === 'do' && /再|重新|\bre-?[a-z]{3}|\bagain\b/iu.test(move.text));
}

function withRepeat(move: Move, before: readonly Move[], isSide: boolean, context: FlowContext): readonly Move[] {
  if (move.kind === 'side' || move.kind === 'else') {
    const inner = move.moves.flatMap((own, index) =>
      withRepeat(own, [...before, ...move.moves.slice(0, index)], true, context),
    );
    return [{ ...move, moves: inner }];
  }
  if (move.kind === 'loop') {
    const verb = isBare(move) ? verbAgain(move.text) : undefined;
    return verb === undefined || (isSide && isDone(verb, before, move, context)) ? [move] : [toAction(move)];
  }
  if (move.kind !== 'do' || !isSide) return [move];
  const after = CHINESE_AFTER.exec(move.text);
  const text = after === null ? move.text : `${after[2]}${after[3]}`;
  const verb = verbAgain(text);
  if (verb === undefined || !(after !== null || startsAgain(text)) || !isDone(verb, before, move, context))
    return [move];
  const loop: Move = { kind: 'loop', text, range: move.range };
  return after === null ? [loop] : [{ kind: 'do', text: after[1] ?? '', range: move.range }, loop];
}

function startsAgain(text: string): boolean {
  return /^(?:请|需)?(?:再|重新)/u.test(text) || !hasHan(text);
}

function isBare({ until, limit, each, target }: LoopMove): boolean {
  return until === undefined && limit === undefined && each === undefined && target === undefined;
}

function isDone(verb: string, before: readonly Move[], move: Move, context: FlowContext): boolean {
  if (before.some((other) => other.kind === 'do' && does(other.text, verb))) return true;
  if (stepThatDoes(verb, context) !== undefined) return true;
  return move.kind === 'loop' && beginsAgain(verb, context);
}

/** `重新分诊` begins a procedure named `急诊分诊` again, and `重新分级` one that begins with its grades. */
function beginsAgain(verb: string, { graph, sectionStarts, section, start }: FlowContext): boolean {
  const name = sectionStarts[section]?.name ?? '';
  return (
    name.includes(verb) ||
    (/^[分定评]/u.test(verb) && graph.edges.some(({ from, kind }) => from === start && kind === 'case'))
  );
}

function toAction({ text, range }: LoopMove): Move {
  return { kind: 'do', text, range };
}
