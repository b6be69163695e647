import type { Move } from '../clauses/moves.ts';
import type { FlowContext, StepOwner } from './context.ts';
import { flatten, type Open, type State, whereFails, whereHolds } from './graph.ts';
import { stepThatDoes, verbAgain } from './repeats.ts';
import { type Place, placeMain } from './stepNodes.ts';

/** Something is repeated: an edge back, with its limit and the condition that ends it. */
export function runLoop(
  move: Move & { readonly kind: 'loop' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
  place: Place,
): State {
  const { graph } = context;
  let opens = flatten(state);
  const before = opens[0]?.from;
  if (!place.isSide && owner.main === undefined && owner.isBelow !== true && !owner.isProse) {
    opens = placeMain(owner.part.words.text, state, owner, context).opens;
  }
  const from = opens[0]?.from;
  if (from === undefined) return { opens: [], group: undefined };
  const counted = move.limit === undefined ? {} : { limit: move.limit };
  const label = move.each ?? move.until?.text ?? (place.isSide ? opens[0]?.condition : undefined) ?? move.text;
  const explicit = move.target ?? undefined;
  if (explicit !== undefined) {
    graph.jumps.push({
      opens: withLoopCondition(opens, move),
      target: explicit,
      part: owner.part,
      isBack: true,
      isLoop: true,
      limit: move.limit,
      until: move.until,
      range: move.range,
    });
  } else {
    const target = repeated(move, owner, context, before, place) ?? from;
    for (const open of opens) {
      const holds = move.until === undefined ? open.holds : [...open.holds, { text: move.until.text, holds: false }];
      graph.edges.push({
        from: open.from,
        to: target,
        kind: 'loop',
        condition: label,
        holds,
        range: move.range,
        confidence: 'explicit',
        ...counted,
      });
    }
  }
  return afterLoop(move, opens, place);
}

function withLoopCondition(opens: readonly Open[], { until }: Move & { readonly kind: 'loop' }): readonly Open[] {
  return until === undefined ? opens : whereFails(opens, until);
}

/** A loop goes on when its condition is met or its limit reached; without either it depends on what it was asked for. */
function afterLoop(move: Move & { readonly kind: 'loop' }, opens: readonly Open[], place: Place): State {
  const { until, limit, each } = move;
  if (until !== undefined) {
    const remaining = limit === undefined ? [] : whereFails(opens, until);
    const exits = whereHolds(opens, until, 'if');
    return { opens: [], group: { conditions: [until], form: 'if', remaining, exits, hasElse: limit === undefined } };
  }
  const ends = each === undefined && place.isSide && place.isLast && limit === undefined;
  return { opens: ends ? [] : opens, group: undefined };
}

/** A check finds the same again: what is repeated is the step before, which asked for what is checked. */
const CHECKS =
  /^(?:verify|check|validate|authenticate|compare|confirm|match|test|核验|核对|验证|校验|核实|检查|比对|确认)/iu;

/**
 * What is done again: the step that `再检查` speaks of, the step before for a bare `retry` in a step that does nothing of
 * its own, else the step itself.
 */
function repeated(
  move: Move & { readonly kind: 'loop' },
  owner: StepOwner,
  context: FlowContext,
  before: string | undefined,
  place: Place,
): string | undefined {
  if (owner.main !== undefined && move.each !== undefined) return owner.main;
  if (/^重新(?:进行|启动|执行|走)?[\p{Script=Han}]{0,12}流程$/u.test(move.text)) return context.start;
  const verb = verbAgain(move.text);
  if (verb !== undefined) return stepThatDoes(verb, context) ?? (place.isSide ? context.start : owner.main);
  const isRetry = /^(?:please\s+)?(?:retry|try again|重试)/iu.test(move.text);
  if (isRetry && place.isSide) {
    const { edges, nodes } = context.graph;
    const own = owner.main === before ? nodes.find(({ id }) => id === before) : undefined;
    const previous = edges.findLast(({ to }) => to === before)?.from;
    const doesNothing = own !== undefined && (own.text.includes(move.text) || CHECKS.test(own.text));
    return doesNothing && previous !== undefined && !previous.startsWith('START') ? previous : before;
  }
  return owner.main ?? before;
}
