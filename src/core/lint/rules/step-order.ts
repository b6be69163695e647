import { defineMessages } from '../../l10n/messages.ts';
import type { Flow, FlowNode } from '../../procedures/flow/flow.ts';
import { nodesOfSteps, reachabilityOf } from '../../procedures/flow/reachability.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { getStepLinks, type StepLink } from '../../procedures/stepLinks.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  early: {
    en: 'This round carries out step {number} after step {before}.',
    'zh-CN': '这一轮执行第 {number} 步，而之前的轮次已执行到第 {before} 步。',
  },
  probably: {
    en: 'This round probably carries out step {number} after step {before}.',
    'zh-CN': '这一轮可能执行第 {number} 步，而之前的轮次已执行到第 {before} 步。',
  },
  noPath: {
    en: 'This round carries out step {number}, which no path of the procedure reaches after step {before}.',
    'zh-CN': '这一轮执行第 {number} 步，但流程中没有从第 {before} 步到达该步骤的路径。',
  },
  noPathProbably: {
    en: 'This round probably carries out step {number}, which no path of the procedure reaches after step {before}.',
    'zh-CN': '这一轮可能执行第 {number} 步，但流程中没有从第 {before} 步到达该步骤的路径。',
  },
  before: { en: 'The round of step {before}', 'zh-CN': '执行第 {before} 步的轮次' },
  step: { en: 'Step {number}', 'zh-CN': '第 {number} 步' },
});

export const stepOrder = defineRule({
  id: 'step-order',
  group: 'procedure',
  summary: {
    en: "Rounds must follow the order of the procedure's steps.",
    'zh-CN': '各轮必须按流程的步骤顺序执行。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document, procedures }, _options, report) => {
      if (procedures.length === 0) return;
      const { links } = getStepLinks(document, procedures);
      for (const [index, link] of links.entries()) {
        const before = links[index - 1];
        if (before === undefined || before.shot !== link.shot || mayFollow(before, link)) continue;
        const names = { number: link.step.number, before: before.step.number };
        const isSure = link.by !== 'text' && before.by !== 'text';
        const { steps } = link.procedure;
        const isBack = steps.indexOf(link.step) < steps.indexOf(before.step);
        report({
          range: link.place,
          message: say(isBack ? (isSure ? 'early' : 'probably') : isSure ? 'noPath' : 'noPathProbably', names),
          related: [
            { range: before.place, message: say('before', names) },
            { uri: link.procedure.uri, range: link.step.content, message: say('step', names) },
          ],
        });
      }
    },
  },
});

/** True if some path goes from one step to the other. A step and its own sub-steps have no order among them. */
function mayFollow({ procedure, step }: StepLink, next: StepLink): boolean {
  if (procedure !== next.procedure || step === next.step || isWithin(step, next.step) || isWithin(next.step, step))
    return true;
  const { flow } = procedure;
  const from = nodesOf(procedure, step);
  const to = nodesOf(procedure, next.step);
  if (from.length === 0 || to.length === 0) return procedure.steps.indexOf(step) <= procedure.steps.indexOf(next.step);
  const { canFollow, fromStart } = reachabilityOf(flow);
  // What no path leads to is another rule's business.
  if (!from.some(({ id }) => fromStart.has(id)) || !to.some(({ id }) => fromStart.has(id))) return true;
  return from.some((one) => to.some((other) => canFollow(one.id, other.id) || areSideBySide(flow, one, other)));
}

function isWithin(inner: Step, outer: Step): boolean {
  return inner.number.startsWith(`${outer.number}.`);
}

/** The nodes of a step and of its sub-steps. */
function nodesOf({ flow, steps }: Procedure, step: Step): readonly FlowNode[] {
  const nodes = nodesOfSteps(flow);
  const own = nodes.get(step.id) ?? [];
  if (own.length > 0) return own;
  return steps.filter((other) => isWithin(other, step)).flatMap(({ id }) => nodes.get(id) ?? []);
}

/** Teams that work in parallel, and actions said to happen at the same time, come in any order. */
function areSideBySide({ edges }: Flow, a: FlowNode, b: FlowNode): boolean {
  if (a.parallel !== undefined && b.parallel !== undefined) return a.parallel !== b.parallel;
  return edges.some(({ from, to, kind }) => kind === 'parallel' && from === b.id && to === a.id);
}
