import { describeSide, renderMessage } from '../../../core/index.ts';
import type { Goal } from '../../../generation/index.ts';
import type { BranchCoverage, ProcedureCoverage, StepCoverage } from '../model.ts';
import { getBranches, getSteps, type Share } from '../totals.ts';
import { exampleNodes } from './exampleNodes.ts';
import type { GenerationRequest, TreeNode, TreeNodeState } from './treeNode.ts';
import type { TreeWords } from './words.ts';

type PathOf = (uri: string) => string;

/** What the lines of one procedure are made from. */
interface ProcedureContext {
  readonly procedure: ProcedureCoverage;
  readonly words: TreeWords;
  readonly pathOf: PathOf;
}

/** A procedure with its steps, sub-steps below their step, and its exits. */
export function procedureNode(procedure: ProcedureCoverage, words: TreeWords, pathOf: PathOf): TreeNode {
  const context: ProcedureContext = { procedure, words, pathOf };
  const steps = shareOf(getSteps(procedure));
  const branches = shareOf(getBranches(procedure));
  const shares = [words.share('steps', steps), branches.total === 0 ? '' : words.share('branches', branches)] as const;
  const name = procedure.title === '' ? pathOf(procedure.uri) : procedure.title;
  const state = stateOf({ covered: steps.covered + branches.covered, total: steps.total + branches.total });
  const missing = [
    ...getSteps(procedure).flatMap((step) => (step.examples.length === 0 ? [stepGoal(step)] : [])),
    ...getBranches(procedure).flatMap((branch) => (branch.examples.length === 0 ? branchGoals(branch) : [])),
  ];
  return {
    id: procedure.uri,
    kind: 'procedure',
    state,
    label: name,
    description: shares.filter((share) => share !== '').join(' · '),
    spoken: words.text('spokenProcedure', { name, state: words.both(...shares) }),
    place: { uri: procedure.uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
    ...(missing.length === 0 ? {} : { request: requestFor(procedure, missing) }),
    children: [...stepsBelow(undefined, context), ...procedure.exits.map((exit) => branchNode(exit, context))],
  };
}

/** The steps directly below a step: those whose id continues its id, and that no nearer step holds. */
function stepsBelow(parent: StepCoverage | undefined, context: ProcedureContext): readonly TreeNode[] {
  const { steps } = context.procedure;
  return steps.filter((step) => parentOf(step, steps) === parent).map((step) => stepNode(step, context));
}

function parentOf({ id }: StepCoverage, steps: readonly StepCoverage[]): StepCoverage | undefined {
  const parent = id.slice(0, Math.max(0, id.lastIndexOf('.')));
  return parent === '' ? undefined : steps.find((step) => step.id === parent);
}

function stepNode(step: StepCoverage, context: ProcedureContext): TreeNode {
  const { procedure, words, pathOf } = context;
  const id = `${procedure.uri} step ${step.id}`;
  const text = oneLine(step.text);
  const state = step.isCounted ? words.rounds(step.examples.length) : '';
  const open = step.branches.some(({ examples }) => examples.length === 0);
  return {
    id,
    kind: step.isCounted ? 'step' : 'group',
    state: !step.isCounted ? 'none' : step.examples.length === 0 ? 'uncovered' : open ? 'partial' : 'covered',
    label: `${step.number} ${text}`,
    description: state,
    spoken: words.text('spokenStep', { number: step.number, text, state }),
    place: { uri: procedure.uri, range: step.range },
    ...(step.isCounted && step.examples.length === 0 ? { request: requestFor(procedure, [stepGoal(step)]) } : {}),
    children: [
      ...step.branches.map((branch) => branchNode(branch, context)),
      ...stepsBelow(step, context),
      ...exampleNodes(id, step.examples, words, pathOf),
    ],
  };
}

function branchNode(branch: BranchCoverage, { procedure, words, pathOf }: ProcedureContext): TreeNode {
  const id = `${procedure.uri} branch ${branch.key}`;
  const label = oneLine(renderMessage(describeSide(branch), words.language));
  const state = words.rounds(branch.examples.length);
  const isOpen = branch.examples.length === 0;
  return {
    id,
    kind: 'branch',
    state: isOpen ? 'uncovered' : 'covered',
    label,
    description: state,
    spoken: words.text('spokenBranch', { text: label, state }),
    place: { uri: procedure.uri, range: branch.range },
    ...(isOpen ? { request: requestFor(procedure, branchGoals(branch)) } : {}),
    children: exampleNodes(id, branch.examples, words, pathOf),
  };
}

function stepGoal({ number }: StepCoverage): Goal {
  return { kind: 'step', step: number };
}

function branchGoals({ edges }: BranchCoverage): readonly Goal[] {
  return edges.map(({ from, to, kind, condition }) => {
    return { kind: 'branch', from, to, edge: kind, text: condition ?? '' };
  });
}

/** The shots go to the first document that names the procedure. */
function requestFor({ uri, documents }: ProcedureCoverage, goals: readonly Goal[]): GenerationRequest {
  return { document: documents[0], procedure: uri, tool: undefined, goals };
}

function shareOf(items: readonly { readonly examples: readonly unknown[] }[]): Share {
  return { covered: items.filter(({ examples }) => examples.length > 0).length, total: items.length };
}

function stateOf({ covered, total }: Share): TreeNodeState {
  if (total === 0) return 'none';
  if (covered === 0) return 'uncovered';
  return covered === total ? 'covered' : 'partial';
}

/** The view cuts what is too long for it. */
function oneLine(text: string): string {
  return text.replace(/[`*]/g, '').replace(/\s+/g, ' ').trim();
}
