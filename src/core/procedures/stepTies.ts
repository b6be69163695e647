import type { Block, Round, Shot, ShotsDocument } from '../model/model.ts';
import type { TextRange } from '../text/range.ts';
import { likenessTo } from './likeness.ts';
import type { Procedure, Step } from './procedure.ts';

/** A round, or the answer, of a shot and the step it carries out. */
export interface StepTie {
  readonly shot: Shot;
  readonly procedure: Procedure;
  readonly step: Step;
  /** Where the round says so: its comment, else its first label. */
  readonly place: TextRange;
  /** What ties them: a comment, the tool both name, or only what they say. */
  readonly by: 'comment' | 'tool' | 'text';
}

/** What is known of how the shots of a document carry out their procedures. */
export interface StepTies {
  /** At most one a round, in document order. */
  readonly ties: readonly StepTie[];
  /** Steps that some round says something alike to, besides those it is tied to. */
  readonly resembled: ReadonlySet<Step>;
}

/** From which share of a step's words on a text counts as carrying it out. */
const RESEMBLES = 0.3;

/** From which share on the step it resembles most is taken to be the one. */
const IS = 0.5;

const known = new WeakMap<ShotsDocument, { readonly procedures: readonly Procedure[]; readonly ties: StepTies }>();

/**
 * Ties the rounds of a document to the steps of its procedures: by `<!-- step N -->`, else by the tool a round calls
 * and a step names, else by their words. Computed once for a document.
 */
export function stepTies(document: ShotsDocument, procedures: readonly Procedure[]): StepTies {
  const found = known.get(document);
  if (found?.procedures === procedures) return found.ties;
  const ties = findTies(document, procedures);
  known.set(document, { procedures, ties });
  return ties;
}

interface Candidate {
  readonly procedure: Procedure;
  readonly step: Step;
}

function findTies(document: ShotsDocument, procedures: readonly Procedure[]): StepTies {
  const candidates = procedures.flatMap((procedure) => procedure.steps.map((step) => ({ procedure, step })));
  const likeness = likenessTo(candidates.map(({ procedure, step }) => textOf(procedure.text, [step.content])));
  const ties: StepTie[] = [];
  const resembled = new Set<Step>();
  for (const shot of document.shots) {
    let last: Candidate | undefined;
    for (const part of partsOf(shot)) {
      const tied = tieByComment(part, candidates) ?? tieByTool(part, candidates, last);
      if (tied !== undefined) ties.push({ ...tied, shot, place: part.place });
      last = candidates.find(({ step }) => step === tied?.step) ?? last;
      const shares = likeness(textOf(document.text, part.texts));
      for (const [index, share] of shares.entries()) {
        const step = candidates[index]?.step;
        if (share >= RESEMBLES && step !== undefined) resembled.add(step);
      }
      const best = mostAlike(shares, candidates);
      if (tied === undefined && best !== undefined) ties.push({ ...best, by: 'text', shot, place: part.place });
    }
  }
  return { ties, resembled };
}

/** A round, or the answer behind the rounds. */
interface Part {
  readonly number: string | undefined;
  readonly tools: readonly string[];
  readonly texts: readonly TextRange[];
  readonly place: TextRange;
}

function partsOf(shot: Shot): readonly Part[] {
  const rounds = shot.rounds.map(roundPart);
  const { answer } = shot;
  if (answer === undefined) return rounds;
  return [...rounds, { number: undefined, tools: [], texts: [answer.content], place: answer.label }];
}

function roundPart(round: Round): Part {
  // What came back says what others did; the step is in what the round itself says and does.
  const own = round.blocks.filter(({ role }) => role !== 'observation' && role !== 'apiResponse');
  return {
    number: round.step?.number,
    tools: round.actions.flatMap((action: Block) => action.calls.map((call) => call.name.text)),
    texts: own.map((block) => block.content),
    place: round.step?.range ?? round.blocks[0]?.label ?? round,
  };
}

function tieByComment({ number }: Part, candidates: readonly Candidate[]) {
  if (number === undefined) return undefined;
  const found = candidates.find(({ step }) => step.number === number);
  return found === undefined ? undefined : { ...found, by: 'comment' as const };
}

/** Of several steps that name the tool, the next one from where the shot has come to. */
function tieByTool({ tools }: Part, candidates: readonly Candidate[], last: Candidate | undefined) {
  if (tools.length === 0) return undefined;
  const naming = candidates.filter(({ step }) => step.tools.some(({ name }) => tools.includes(name)));
  const from = last === undefined ? 0 : candidates.indexOf(last);
  const found = naming.find((candidate) => candidates.indexOf(candidate) >= from) ?? naming[0];
  return found === undefined ? undefined : { ...found, by: 'tool' as const };
}

function mostAlike(shares: readonly number[], candidates: readonly Candidate[]): Candidate | undefined {
  const best = Math.max(...shares, 0);
  if (best < IS || shares.filter((share) => share === best).length > 1) return undefined;
  return candidates[shares.indexOf(best)];
}

function textOf(text: string, ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join('\n');
}
