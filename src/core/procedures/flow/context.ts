import { slice, type TextRange } from '../../text/range.ts';
import type { Move } from '../clauses/moves.ts';
import { isInstruction, isTitleOnly, leadOf } from '../roles/instructions.ts';
import { isDetail, movesOf } from '../roles/partMoves.ts';
import type { Part } from '../roles/role.ts';
import type { StepIndex } from '../steps/stepIndex.ts';
import type { DecisionRecords } from './branches.ts';
import { actorsIn, limitsIn, spokenIn, toolsOfPart } from './details.ts';
import type { FlowNode, FlowRule, FlowSection } from './flow.ts';
import { type GraphBuilder, type Open, type OpenGroup, type State, whereFails } from './graph.ts';

/** What the reading of one procedure of the file shares. */
export interface FlowContext {
  readonly source: string;
  readonly graph: GraphBuilder;
  readonly steps: StepIndex;
  readonly section: number;
  readonly start: string;
  readonly any: string;
  readonly rules: FlowRule[];
  readonly decisions: DecisionRecords;
  /** The first node of each part: where a jump to it arrives. */
  readonly entries: Map<Part, string>;
  /** Nodes whose step hands the matter over without a condition, or ends it, if nothing comes after. */
  readonly closing: Map<string, 'handoff' | 'end'>;
  /** Actors of the nodes so far, for `back to the team`. */
  readonly parallel: string | undefined;
  readonly sectionStarts: readonly FlowSection[];
  /** Counts the steps that prose suggests. */
  readonly prose: { next: number };
}

/** The step whose moves are read: its nodes take its id and letters. */
export interface StepOwner {
  readonly part: Part;
  readonly id: string;
  readonly isProse: boolean;
  /** A bullet below a step: every node of it takes a letter. */
  readonly isBelow?: boolean;
  readonly letters: { next: number };
  readonly range: TextRange;
  main: string | undefined;
}

/** A node without details. */
export function bareNode(id: string, kind: FlowNode['kind'], section: number, range: TextRange): FlowNode {
  return {
    id,
    kind,
    step: undefined,
    section,
    text: '',
    range,
    actors: [],
    tools: [],
    limits: [],
    says: [],
    asks: [],
    confidence: 'explicit',
  };
}

/** A rule holds for the whole procedure and has no node. */
export function addRule(part: Part, { rules }: FlowContext): void {
  for (const move of movesOf(part)) {
    if (move.kind === 'rule') rules.push({ kind: move.rule, text: move.text, range: move.range, step: undefined });
  }
  if (!movesOf(part).some(({ kind }) => kind === 'rule')) {
    rules.push({
      kind: 'must',
      text: part.words.text.trim(),
      range: part.words.range(0, part.words.text.length),
      step: undefined,
    });
  }
}

/** The range of the words of a part. */
export function rangeOf(part: Part): TextRange {
  return part.words.range(0, part.words.text.length);
}

/** Adds the node of a step itself. */
export function addStepNode(
  part: Part,
  context: FlowContext,
  text: string,
  id?: string,
  form: 'action' | 'asks' | 'decides' = 'action',
): string {
  const { graph, source, steps, section, parallel } = context;
  const stepId = steps.idOf(part);
  const range = rangeOf(part);
  const details = part.children.filter(isDetail);
  const lead = leadOf(part);
  const named = lead === undefined ? part.words.text : text;
  const cells = part.node.item.cells;
  const node: FlowNode = {
    id: id ?? stepId ?? `s${range.start}`,
    kind: 'step',
    step: stepId,
    section,
    text: titledText(part, details) ?? text,
    range,
    actors: cells?.actor === undefined ? actorsIn(named) : [slice(source, cells.actor)],
    tools: toolsOfStep(part, details, lead, context, form),
    limits: limitsOfStep(part, details, text, source, form),
    says: [...spokenWords(part, source), ...spokenIn(part.words.text)],
    asks: part.children.filter(({ role }) => role === 'question').map((child) => child.words.text.trim()),
    confidence: part.role === 'prose' || part.node.form === 'bullet' ? 'inferred' : 'explicit',
    ...(form === 'decides' && { isDecision: true }),
    ...(parallel !== undefined && { parallel }),
  };
  const added = graph.addNode(node);
  if (!context.entries.has(part)) context.entries.set(part, added);
  return added;
}

/** Where a title only names a step, the sentence below it says what is done. */
function titledText(part: Part, [detail]: readonly Part[]): string | undefined {
  if (detail === undefined || !isTitleOnly(part) || isInstruction(part)) return undefined;
  return detail.words.text.trim().replace(/[.。:：]$/, '');
}

/** The lines below a part that are set as quotations, without their quotation marks. */
export function spokenWords(part: Part, source: string): readonly string[] {
  return part.node.says.map((range) => slice(source, range).replace(/^["“]|["”]$/g, ''));
}

function toolsOfStep(
  part: Part,
  details: readonly Part[],
  lead: Part | undefined,
  context: FlowContext,
  form: 'action' | 'asks' | 'decides',
): readonly string[] {
  const { source, steps } = context;
  const own = toolsOfNode(part, context, form);
  const attributes = part.children.filter(({ role }) => role === 'attribute');
  if (lead === undefined && attributes.length === 0 && details.length === 0) return own;
  const [leading] = lead === undefined ? [] : movesOf(lead);
  const leadTools = leading?.kind === 'do' ? steps.toolsIn(leading.range) : [];
  return [
    ...new Set([...own, ...leadTools, ...[...attributes, ...details].flatMap((child) => toolsOfPart(source, child))]),
  ];
}

function limitsOfStep(
  part: Part,
  details: readonly Part[],
  text: string,
  source: string,
  form: 'action' | 'asks' | 'decides',
): readonly string[] {
  const cell = part.node.item.cells?.limit;
  const written = cell === undefined ? [] : [slice(source, cell)];
  if (form !== 'action') return written;
  const said = limitsIn([`${bracketOf(part)}${text}`, ...details.map((child) => child.words.text)].join(' '));
  return cell === undefined ? said : [...written, ...said];
}

/** `Offer a card. If the caller accepts, order it with f`: the tools of the sides are not those of the offer. */
function toolsOfNode(
  part: Part,
  { source, steps }: FlowContext,
  form: 'action' | 'asks' | 'decides',
): readonly string[] {
  const all = toolsOfPart(source, part);
  if (form === 'decides' || all.length === 0) return all;
  const sides = movesOf(part).filter(({ kind }) => kind === 'side' || kind === 'else');
  const first = sides[0]?.range.start;
  if (first === undefined || movesOf(part)[0]?.kind !== 'do') return all;
  const ofSides = new Set(sides.flatMap(({ range }) => steps.toolsIn(range)));
  const before = new Set(steps.toolsIn({ start: part.node.item.start, end: first }));
  return all.filter((tool) => before.has(tool) || !ofSides.has(tool));
}

/** `Ⅱ级（10分钟内）…`: the limit that a case is labelled with. */
function bracketOf({ words, isCase }: Part): string {
  return isCase ? (/^[（(][^）)\n]{1,16}[）)]/u.exec(words.text)?.[0] ?? '') : '';
}

/** The owner of the nodes that the moves of a part make. */
export function ownerOf(part: Part, context: FlowContext, id?: string): StepOwner {
  return {
    part,
    id: id ?? context.steps.idOf(part) ?? `s${rangeOf(part).start}`,
    isProse: part.role === 'prose',
    letters: { next: 0 },
    range: rangeOf(part),
    main: undefined,
  };
}

const NO_GROUP: OpenGroup = { conditions: [], form: 'case', remaining: [], exits: [], hasElse: false };

/** Adds a side to a decision: its exits join those of the other sides. */
export function closeSide(
  group: OpenGroup | undefined,
  condition: (Move & { readonly kind: 'side' })['condition'] | undefined,
  exits: readonly Open[],
  { decisions }: FlowContext,
  range: TextRange,
): State {
  const { conditions, form, remaining, exits: others, hasElse } = group ?? NO_GROUP;
  const closed: OpenGroup = {
    conditions: condition === undefined ? conditions : conditions.concat(condition),
    form,
    remaining: condition === undefined ? [] : whereFails(remaining, condition),
    exits: others.length === 0 ? exits : others.concat(exits),
    hasElse: hasElse || condition === undefined,
  };
  recordDecision(decisions, closed, range);
  return { opens: [], group: closed };
}

/** The decision a group belongs to is recorded once; a further side replaces what was known. */
function recordDecision(decisions: DecisionRecords, group: OpenGroup, range: TextRange): void {
  const [first] = group.conditions;
  if (first === undefined) return;
  decisions.set(first, { conditions: group.conditions, form: group.form, hasElse: group.hasElse, range });
}
