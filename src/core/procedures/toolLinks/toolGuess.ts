import type { FlowNode } from '../flow/flow.ts';
import { type Work, workOf } from './work.ts';
import type { WorkKind } from './workKinds.ts';

/** How much of a description is looked at: the rest says how the tool is used. */
const MAX_DESCRIPTION = 120;

/** From which similarity on a tool is likely, and from which one it is where no other tool comes near. */
const LIKELY = 0.5;
const LIKELY_ALONE = 0.3;

/** By how much the best tool must be ahead of the second. */
const LEAD = 1.5;
const LEAD_ALONE = 2;

/** What a tool is called and for. */
export interface DescribedTool {
  readonly name: string;
  readonly description: string;
}

/** What a tool does, by its name and by the first sentence of its description. */
interface ToolWork {
  readonly tool: string;
  readonly kinds: ReadonlySet<WorkKind>;
  readonly nameWords: ReadonlySet<string>;
  readonly description: ReadonlySet<string>;
}

/**
 * Finds the tool that a step most likely uses, for steps that name none: name and description say that the same is done
 * (`look up` and `Search…`) to the same thing. A guess, to be confirmed by a person: nothing for a step where two tools
 * fit nearly as well, that only talks to the customer, or that somebody else carries out.
 */
export function createToolGuess(tools: readonly DescribedTool[]): (node: FlowNode) => string | undefined {
  const works = tools.map(toToolWork);
  const weights = weightsOf(works);
  return (node) => (mayUseTool(node, tools) ? bestTool(workOf(node.text), works, weights) : undefined);
}

/** Words such as `agree the time with the customer`: somebody is spoken to. */
const SPOKEN_TO =
  /\b(?:with|ask|tell|from) (?:the )?(?:customer|caller|client|guest|patient|user|member|passenger|tenant)s?\b|[与和跟向同](?:客户|顾客|客人|用户|患者|业主|家长|学生|对方|来电人)/iu;

/** Those who call tools. */
const AGENT = /^(?:agent|assistant|system|bot)$|客服|坐席|系统|助手|机器人/iu;

function mayUseTool(node: FlowNode, tools: readonly DescribedTool[]): boolean {
  const { kind, isDecision, tools: named, text, actors } = node;
  if (actors.length > 0 && !actors.some((actor) => AGENT.test(actor))) return false;
  if (kind !== 'step' || isDecision === true || named.length > 0 || SPOKEN_TO.test(text)) return false;
  return !tools.some(({ name }) => text.includes(name));
}

function toToolWork(tool: DescribedTool): ToolWork {
  const name = workOf(tool.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replaceAll(/[_.\-/]/g, ' '));
  const [sentence = ''] = tool.description.slice(0, MAX_DESCRIPTION).split(/[。\n]|\.(?=\s|$)/u);
  const description = workOf(sentence);
  return {
    tool: tool.name,
    kinds: new Set([...name.kinds, ...description.kinds]),
    nameWords: name.objects,
    description: description.objects,
  };
}

/** A word that many tools share says less of each. */
function weightsOf(works: readonly ToolWork[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { nameWords, description } of works) {
    for (const word of new Set([...nameWords, ...description])) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Map([...counts].map(([word, count]) => [word, 1 / count]));
}

function bestTool(step: Work, works: readonly ToolWork[], weights: ReadonlyMap<string, number>): string | undefined {
  if (step.kinds.size === 0 || step.kinds.has('talk') || step.objects.size === 0) return undefined;
  const scored = works
    .filter(({ kinds }) => [...step.kinds].some((kind) => kinds.has(kind)))
    .map((work) => ({ tool: work.tool, score: similarity(step.objects, work, weights) }))
    .sort((a, b) => b.score - a.score);
  const [best, second = { score: 0 }] = scored;
  if (best === undefined) return undefined;
  const isLikely = best.score >= LIKELY && best.score >= second.score * LEAD;
  return isLikely || (best.score >= LIKELY_ALONE && best.score >= second.score * LEAD_ALONE) ? best.tool : undefined;
}

/** The largest of three shares, from 0 to 1: of the name, of the description and of the step in what both have. */
function similarity(
  step: ReadonlySet<string>,
  { nameWords, description }: ToolWork,
  weights: ReadonlyMap<string, number>,
): number {
  const both = new Set([...nameWords, ...description]);
  const shared = [...step].filter((word) => both.has(word));
  if (shared.length === 0) return 0;
  return Math.max(share(nameWords, step, weights), share(description, step, weights), shared.length / step.size);
}

/** The share of words that a step has too. */
function share(words: ReadonlySet<string>, step: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  const sum = (chosen: readonly string[]) => chosen.reduce((total, word) => total + (weights.get(word) ?? 0), 0);
  const all = [...words];
  const total = sum(all);
  return total === 0 ? 0 : sum(all.filter((word) => step.has(word))) / total;
}
