import { defineMessages, type Message } from '../../l10n/messages.ts';
import { embedded } from '../../procedures/embedded.ts';
import { END, type FlowEdge, type FlowNode, HUMAN, isNegative } from '../../procedures/flow/flow.ts';
import { nodesOfSteps } from '../../procedures/flow/reachability.ts';
import { negated } from '../../procedures/negation.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { type ToolLink, toolLinksOf } from '../../procedures/toolLinks/toolLinks.ts';
import type { Tool } from '../../schemas/tool.ts';
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
  tools: { en: 'Tools by its words: {tools}', 'zh-CN': '从文字看使用的工具：{tools}' },
  asked: { en: 'Probably uses: {tools}', 'zh-CN': '可能使用：{tools}' },
  actors: { en: 'Carried out by: {actors}', 'zh-CN': '执行人：{actors}' },
});

/** The most exits a hover lists. */
const MAX_EXITS = 8;

/** Where a step leads under which condition, who does it, within which time and with which tools, one message per line. */
export function stepFlowTexts(procedure: Procedure, step: Step, tools: readonly Tool[]): readonly Message[] {
  const { flow, steps } = procedure;
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
    ...toolTexts(procedure, nodes, tools),
  ];
}

/** The tools that a step does not name. */
function toolTexts(procedure: Procedure, nodes: readonly FlowNode[], tools: readonly Tool[]): readonly Message[] {
  const links = [...toolLinksOf(procedure, tools, nodes).values()].flat().filter(({ isNamed }) => !isNamed);
  const ofConfidence = (confidence: ToolLink['confidence']): readonly string[] => [
    ...new Set(links.flatMap((link) => (link.confidence === confidence ? [`\`${link.tool}\``] : []))),
  ];
  const said = ofConfidence('certain');
  const asked = ofConfidence('asked');
  return [
    ...(said.length === 0 ? [] : [say('tools', { tools: said })]),
    ...(asked.length === 0 ? [] : [say('asked', { tools: asked })]),
  ];
}

function exitText(edge: FlowEdge, stepOf: ReadonlyMap<string, string>): Message {
  const { to, kind, condition } = edge;
  const number = escapeMarkdown(stepOf.get(to) || to);
  const target = to === END ? say('toEnd') : to === HUMAN ? say('toPerson') : say('toStep', { number });
  if (condition === undefined) return say(kind === 'false' ? 'otherwise' : 'plain', { target });
  const opposite = isNegative(edge) ? negated(condition) : condition;
  return opposite === undefined
    ? say('unless', { condition: embedded(escapeMarkdown(condition)), target })
    : say('holds', { condition: escapeMarkdown(opposite), target });
}
