import {
  coverPaths,
  END,
  type FlowEdge,
  type FlowNode,
  type FlowPath,
  HUMAN,
  hasHan,
  type Plausibility,
  type Procedure,
  plausibilityOf,
  type Tool,
  type ToolLink,
  toolLinksOf,
} from '../../core/index.ts';
import { confirmationsBefore, withConfirmation } from './confirmations.ts';
import type { Goal } from './goals.ts';
import type { Decision, PlannedStep, Scenario } from './scenarios.ts';

/**
 * Every scenario of a procedure worth a shot: the paths that together take every branch, loop, hand-off and exit, in
 * as few shots as can be found, and each tool failing once.
 */
export function getScenarios(procedure: Procedure, tools: readonly Tool[]): readonly Scenario[] {
  const plausibility = plausibilityOf(procedure.flow);
  const links = toolLinksOf(procedure, tools);
  const paths = coverPaths(procedure.flow).map((path) => toScenario(procedure, path, links, plausibility));
  return [...paths, ...failures(paths)];
}

/** The tools of each step, by the id of its flow node. */
type ToolLinks = ReadonlyMap<string, readonly ToolLink[]>;

function toScenario(procedure: Procedure, path: FlowPath, links: ToolLinks, { isMatter }: Plausibility): Scenario {
  const nodes = new Map(procedure.flow.nodes.map((node) => [node.id, node]));
  const numbers = namesOf(procedure);
  // The title of a section is where something is decided, and nothing to do.
  const titles = new Set(procedure.steps.flatMap(({ id, kind }) => (kind === 'group' ? [id] : [])));
  const numberOf = (node: FlowNode | undefined) => numbers.get(node?.step ?? '') ?? '';
  const steps: PlannedStep[] = [];
  const decisions: Decision[] = [];
  let opening: readonly Decision[] | undefined;
  for (const [index, edge] of path.edges.entries()) {
    const from = nodes.get(edge.from);
    const shown = outcomesOf(edge, numberOf(from) || (steps.at(-1)?.number ?? ''));
    decisions.push(...shown);
    // Nobody says that there is no complaint about a bill that nobody has seen.
    const isSaid = edge.kind !== 'false' || isMatter(path.edges.slice(0, index), edge);
    const outcomes = [...(isSaid ? shown : shown.slice(0, -1)), ...anotherOf(edge, steps.at(-1)?.number ?? '')];
    const denied = deniedBefore(steps, outcomes);
    if (denied !== undefined || isKnown(steps, outcomes)) steps.pop();
    const last = steps.pop();
    if (last === undefined && outcomes.length > 0) opening = outcomes;
    if (last !== undefined) {
      const hasNoStep = from?.kind === 'start' || titles.has(edge.from);
      steps.push(withOutcomes(last, outcomes, denied, hasNoStep ? last.outcomes : undefined));
    }
    const to = nodes.get(edge.to);
    if ((to?.kind === 'step' || to?.kind === 'call') && !titles.has(to.id)) {
      const step = toPlannedStep(to, numberOf(to), edge, links.get(to.id) ?? []);
      steps.push(...confirmationsBefore(step), { ...step, ...askingAgain(procedure, edge) });
    }
    steps.push(...partingSteps(procedure, edge, steps));
  }
  const used = [...new Set(steps.flatMap((step) => step.tools))];
  return {
    steps: withConfirmation(procedure, steps),
    decisions: unique(decisions),
    tools: used,
    goals: goalsOf(path, steps, decisions, used),
    ...(opening === undefined ? {} : { opening }),
    ...rulesOf(procedure, path),
    end: endOf(procedure, path),
  };
}

/** What does not hold of two conditions is said with the first one, which the step was about. */
function withOutcomes(
  step: PlannedStep,
  outcomes: readonly Decision[],
  denied?: readonly Decision[],
  before?: readonly Decision[],
): PlannedStep {
  if (outcomes.length === 0) return step;
  const shown = outcomes.some(({ holds }) => holds) ? outcomes : (denied ?? outcomes);
  return { ...step, outcomes: shown, ...(before === undefined ? {} : { outcomesBefore: before }) };
}

function partingSteps(procedure: Procedure, edge: FlowEdge, steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const attempts = attemptsInVain(procedure, edge);
  const last = steps.at(-1);
  if (last !== undefined && attempts > 0) return Array.from({ length: attempts }, () => last);
  const text = partingWords(procedure, edge);
  return text === undefined ? [] : [{ number: last?.number ?? '', text, tools: [] }];
}

/** No shot shows more attempts than these. */
const MAX_ATTEMPTS = 5;

/** `提交失败，重新提交，最多3次`: how often a step is repeated before its path ends because it still fails. */
function attemptsInVain({ flow }: Procedure, { from, to, condition, kind }: FlowEdge): number {
  if ((to !== END && to !== HUMAN) || kind === 'loop' || kind === 'false' || condition === undefined) return 0;
  const loop = flow.edges.find(
    (edge) => edge.kind === 'loop' && edge.from === from && edge.to === from && edge.condition === condition,
  );
  return Math.min(loop?.limit ?? 0, MAX_ATTEMPTS);
}

const LEADS = /^[\s,，:：、]*(?:then\b|则|就|的|时|即|立即)?[\s,，:：]*/iu;
/** `and end`, which the shot shows by ending. */
const ENDS =
  /(?:\b(?:and|then) )?\b(?:end|stop|finish|close|terminate|exit)(?: here| (?:the|this) (?:call|case|chat|procedure|process|conversation|matter|ticket|claim))?$|(?:并|后|然后|流程)?(?:结束|终止|停止|关闭)(?:流程|办理|处理|通话|服务|本次.{1,6}|工单)?$/iu;
/** A jump is shown by what comes next. */
const JUMPS =
  /^(?:go|continue|return|proceed|skip|move) (?:on |back )?(?:to|with)\b|^(?:转|跳|回|返回|进入|继续).{0,3}(?:第|步骤)/iu;

/** What a side does that then leaves the procedure: `Not active: deny the claim and end`. */
function partingWords({ text }: Procedure, { to, condition, kind, range }: FlowEdge): string | undefined {
  if ((to !== END && to !== HUMAN) || condition === undefined || kind === 'any' || kind === 'false') return undefined;
  const [clause = ''] = text.slice(range.end, range.end + 200).split(/[。；;!！?？\n]|\.(?=\s|$)/u);
  const words = clause.replace(LEADS, '').trim().replace(ENDS, '').trim();
  return words === '' || JUMPS.test(words) || /[`[\]{}]/.test(words) || words.length > 90 ? undefined : words;
}

const ASKS_AGAIN =
  /重新(?:提供|输入|填写|报|核对)|再次(?:提供|确认|核对)|\b(?:ask|give|provide|enter|spell|state)\b.{0,60}\bagain\b/iu;

/** `核验失败，请对方重新提供`: what one goes back for. */
function askingAgain({ text }: Procedure, { kind, range }: FlowEdge): Pick<PlannedStep, 'asksAgain'> {
  if (kind !== 'loop') return {};
  const [clause = ''] = text.slice(range.start, range.start + 120).split(/[。；;\n]|\.\s/u);
  return ASKS_AGAIN.test(clause) ? { asksAgain: true } : {};
}

/** `The card does not match`, then `if there is no card`: one look at the card answers both. */
function deniedBefore(steps: readonly PlannedStep[], [outcome]: readonly Decision[]): readonly Decision[] | undefined {
  const [before, decision] = steps.slice(-2);
  const found = before?.outcomes;
  if (outcome === undefined || decision?.isDecision !== true || found === undefined) return undefined;
  const matter = outcome.text.replace(/[无有没未不是的了]|\b(?:there|is|are|no|not|an?|the)\b|\s/giu, '');
  const isSame = found.every(({ text, holds }) => !holds && text.replace(/\s/g, '').includes(matter));
  return matter !== '' && isSame ? found : undefined;
}

const RESULT = /\b([a-z]{3,}?)(?:ied|ed)\b|^(\p{Script=Han}{2})(?=失败|成功|不?通过|未通过|无误|不符|一致|不一致)/iu;

/** `Verify the caller`, then `If the caller cannot be verified, …`: the step before has found it out. */
function isKnown(steps: readonly PlannedStep[], [outcome]: readonly Decision[]): boolean {
  const [before, decision] = steps.slice(-2);
  if (outcome === undefined || before === undefined || decision?.isDecision !== true) return false;
  const [, english, chinese] = RESULT.exec(outcome.text) ?? [];
  const verb = (english ?? chinese)?.toLowerCase();
  if (verb !== undefined && before.text.toLowerCase().startsWith(verb)) return true;
  return OFFERS.test(before.text) && REPLY.test(outcome.text);
}

/** `Offer a pause`, then `If the member declines`: the customer has said so. */
const OFFERS = /^(?:offer|propose|suggest|recommend|ask)\b|^(?:向.{1,6})?(?:建议|推荐|提议|询问|征求)/iu;
const REPLY = /\b(?:accepts?|agrees?|declines?|refuses?|rejects?|disagrees?)\b|接受|同意|拒绝|愿意/iu;

/** A path that leaves before the last step, because the procedure says so, is stopped. */
function endOf(procedure: Procedure, { edges }: FlowPath): NonNullable<Scenario['end']> {
  const { nodes } = procedure.flow;
  const last = edges.at(-1);
  if (last !== undefined && last.to === END && attemptsInVain(procedure, last) > 0) return 'stopped';
  if (last?.to === HUMAN) return 'handoff';
  const final = nodes.findLast(({ kind }) => kind === 'step' || kind === 'call');
  const isSaid = last?.confidence === 'explicit' && last.kind !== 'false' && last.kind !== 'next';
  return isSaid && last.from !== final?.id ? 'stopped' : 'closed';
}

/** How shots name each step: by its number, or by its position where several steps carry the number. */
function namesOf({ steps }: Procedure): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { number } of steps) counts.set(number, (counts.get(number) ?? 0) + 1);
  return new Map(steps.map(({ id, number }) => [id, counts.get(number) === 1 ? number : id]));
}

/** The rules that hold everywhere, and those that stand in a step of the path. */
function rulesOf({ flow }: Procedure, { edges }: FlowPath): Pick<Scenario, 'rules'> {
  if (flow.rules.length === 0) return {};
  const stepOf = new Map(flow.nodes.map(({ id, step }) => [id, step]));
  const taken = new Set(edges.map(({ to }) => stepOf.get(to)));
  const rules = flow.rules.filter(({ step }) => step === undefined || taken.has(step));
  const texts = [...new Set(rules.map(({ text }) => text.replace(/\s+/g, ' ').trim()))];
  return texts.length === 0 ? {} : { rules: texts };
}

/** `For each van, …`: there is one more where a step is repeated. */
function anotherOf({ kind, condition, holds }: FlowEdge, step: string): readonly Decision[] {
  if (kind !== 'loop' || condition === undefined || holds.length > 0) return [];
  return [
    { step, text: hasHan(condition) ? `还有下一个：${condition}` : `there is another ${condition}`, holds: true },
  ];
}

/** What an edge says of the conditions: of those that do not hold only the last, which the next side answers. */
function outcomesOf({ kind, condition, holds }: FlowEdge, step: string): readonly Decision[] {
  const own = holds.map(({ text, holds: isTrue }) => ({ step, text, holds: isTrue }));
  if (own.length > 0) return own;
  return condition === undefined || kind === 'loop' ? [] : [{ step, text: condition, holds: kind !== 'false' }];
}

function toPlannedStep(node: FlowNode, number: string, edge: FlowEdge, links: readonly ToolLink[]): PlannedStep {
  // What is only said of a whole step belongs to its action, and not to going back to it.
  const isSecond = edge.from === node.id && edge.kind === 'loop';
  const certain = links.filter(({ confidence, isNamed }) => confidence === 'certain' && (isNamed || !isSecond));
  const asked = links.find(({ confidence }) => confidence === 'asked');
  return {
    number,
    text: node.text,
    tools: certain.map(({ tool }) => tool),
    ...(asked === undefined ? {} : { likelyTool: asked.tool }),
    ...(node.isDecision === true ? { isDecision: true } : {}),
    ...(node.says.length === 0 ? {} : { says: node.says }),
  };
}

function goalsOf(
  { edges }: FlowPath,
  steps: readonly PlannedStep[],
  decisions: readonly Decision[],
  tools: readonly string[],
): readonly Goal[] {
  const numbers = [...new Set(steps.map(({ number }) => number))].filter((number) => number !== '');
  return [
    ...numbers.map((step) => ({ kind: 'step' as const, step })),
    ...unique(decisions).map(({ text, holds }) => ({ kind: 'condition' as const, text, holds })),
    ...edges.filter(isBranch).map(({ from, to, kind, condition }) => {
      return { kind: 'branch' as const, from, to, edge: kind, text: condition ?? '' };
    }),
    ...tools.map((tool) => ({ kind: 'tool' as const, tool })),
  ];
}

/** Edges that are taken only now and then. The others come with every path that takes their steps. */
function isBranch({ kind, from, to }: FlowEdge): boolean {
  return kind !== 'end' && !(kind === 'next' && from !== to && !from.startsWith('START'));
}

function unique(decisions: readonly Decision[]): readonly Decision[] {
  return [...new Map(decisions.map((decision) => [JSON.stringify(Object.values(decision)), decision])).values()];
}

function failures(paths: readonly Scenario[]): readonly Scenario[] {
  const seen = new Set<string>();
  return paths.flatMap((path) =>
    path.tools.flatMap((failing) => {
      if (seen.has(failing)) return [];
      seen.add(failing);
      return [{ ...path, failing, goals: [...path.goals, { kind: 'failure' as const, tool: failing }] }];
    }),
  );
}
