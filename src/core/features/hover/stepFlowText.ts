import { defineMessages, type Message } from '../../l10n/messages.ts';
import { END, type FlowEdge, HUMAN, isNegative } from '../../procedures/flow/flow.ts';
import { nodesOfSteps } from '../../procedures/flow/reachability.ts';
import { negated } from '../../procedures/negation.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { escapeMarkdown } from '../markdown.ts';

const say = defineMessages({
  toStep: { en: 'step {number}', 'zh-CN': '第 {number} 步' },
  toEnd: { en: 'end', 'zh-CN': '结束' },
  toPerson: { en: 'hand over to a person', 'zh-CN': '转交给人处理' },
  plain: { en: '→ {target}', 'zh-CN': '→ {target}' },
  holds: { en: '{condition} → {target}', 'zh-CN': '{condition} → {target}' },
  unless: { en: 'unless {condition} → {target}', 'zh-CN': '除非{condition} → {target}' },
  otherwise: { en: 'otherwise → {target}', 'zh-CN': '否则 → {target}' },
  limits: { en: 'Time limit: {limits}', 'zh-CN': '时限：{limits}' },
  actors: { en: 'Carried out by: {actors}', 'zh-CN': '执行人：{actors}' },
});

/** The most exits a hover lists. */
const MAX_EXITS = 8;

/** Where a step leads under which condition, who does it and within which time, one message per line. */
export function stepFlowTexts({ flow, steps }: Procedure, step: Step): readonly Message[] {
  const nodes = nodesOfSteps(flow).get(step.id) ?? [];
  const own = new Set(nodes.map(({ id }) => id));
  const numbers = new Map(steps.map(({ id, number }) => [id, number]));
  const stepOf = new Map(flow.nodes.map((node) => [node.id, numbers.get(node.step ?? '') ?? '']));
  const exits = flow.edges.filter(({ from, to }) => own.has(from) && !own.has(to));
  const limits = [...new Set(nodes.flatMap((node) => node.limits))].map(escapeMarkdown);
  const actors = [...new Set(nodes.flatMap((node) => node.actors))].map(escapeMarkdown);
  return [
    ...exits.slice(0, MAX_EXITS).map((edge) => exitText(edge, stepOf)),
    ...(limits.length === 0 ? [] : [say('limits', { limits })]),
    ...(actors.length === 0 ? [] : [say('actors', { actors })]),
  ];
}

function exitText(edge: FlowEdge, stepOf: ReadonlyMap<string, string>): Message {
  const { to, kind, condition } = edge;
  const number = escapeMarkdown(stepOf.get(to) || to);
  const target = to === END ? say('toEnd') : to === HUMAN ? say('toPerson') : say('toStep', { number });
  if (condition === undefined) return say(kind === 'false' ? 'otherwise' : 'plain', { target });
  const opposite = isNegative(edge) ? negated(condition) : condition;
  return opposite === undefined
    ? say('unless', { condition: escapeMarkdown(condition), target })
    : say('holds', { condition: escapeMarkdown(opposite), target });
}
