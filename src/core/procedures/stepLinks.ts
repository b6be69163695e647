import type { Block, Round, Shot, ShotsDocument } from '../model/model.ts';
import { isObservation } from '../parser/roles.ts';
import { createWordOverlap } from '../similarity/wordOverlap.ts';
import type { TextRange } from '../text/range.ts';
import { findStep } from './findStep.ts';
import type { Procedure, Step } from './procedure.ts';

/** A round, or the answer, of a shot and the step it carries out. */
export interface StepLink {
  readonly shot: Shot;
  readonly procedure: Procedure;
  readonly step: Step;
  /** Where the round says so: its comment, else its first label. */
  readonly place: TextRange;
  /** What links them: a comment, the tool both name, or only similar words. */
  readonly by: 'comment' | 'tool' | 'text';
  /** The tools the round calls. */
  readonly tools: readonly string[];
  /** What the round says itself. */
  readonly texts: readonly TextRange[];
}

/** The links between the rounds of a document and the steps of its procedures. */
export interface StepLinks {
  /** At most one per round, in document order. */
  readonly links: readonly StepLink[];
  /** Steps with a text similar to that of rounds, besides those linked to them. */
  readonly similar: ReadonlyMap<Step, readonly StepLink[]>;
}

/** From which share of a step's words on a text counts as carrying it out. */
const RESEMBLES = 0.3;

/** From which share on the step it resembles most is taken to be the one. */
const IS = 0.5;

const known = new WeakMap<ShotsDocument, { readonly procedures: readonly Procedure[]; readonly links: StepLinks }>();

/**
 * Links the rounds of a document to the steps of its procedures: by `<!-- step N -->`, else by the tool a round calls
 * and a step names, else by their words. Computed once for a document.
 */
export function getStepLinks(document: ShotsDocument, procedures: readonly Procedure[]): StepLinks {
  const found = known.get(document);
  if (found?.procedures === procedures) return found.links;
  const links = findLinks(document, procedures);
  known.set(document, { procedures, links });
  return links;
}

interface Candidate {
  readonly procedure: Procedure;
  readonly step: Step;
}

function findLinks(document: ShotsDocument, procedures: readonly Procedure[]): StepLinks {
  const candidates = procedures.flatMap((procedure) =>
    procedure.steps.filter(({ kind }) => kind !== 'rule').map((step) => ({ procedure, step })),
  );
  const getOverlaps = createWordOverlap(
    candidates.map(({ procedure, step }) => textOf(procedure.text, [step.content])),
  );
  const links: StepLink[] = [];
  const similar = new Map<Step, StepLink[]>();
  for (const shot of document.shots) {
    let last: Candidate | undefined;
    for (const part of partsOf(shot)) {
      const linked = linkByComment(part, candidates) ?? linkByTool(part, candidates, last);
      const { place, tools, texts } = part;
      const round = { shot, place, tools, texts };
      if (linked !== undefined) links.push({ ...linked, ...round });
      last = candidates.find(({ step }) => step === linked?.step) ?? last;
      const shares = getOverlaps(textOf(document.text, texts));
      for (const [index, share] of shares.entries()) {
        const candidate = candidates[index];
        if (share < RESEMBLES || candidate === undefined) continue;
        const link: StepLink = { ...candidate, by: 'text', ...round };
        similar.set(candidate.step, [...(similar.get(candidate.step) ?? []), link]);
      }
      const best = findMostSimilar(shares, candidates);
      if (linked === undefined && best !== undefined) links.push({ ...best, by: 'text', ...round });
    }
  }
  return { links, similar };
}

/** A round, or the answer after the rounds. */
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
  const own = round.blocks.filter(({ role }) => !isObservation(role));
  return {
    number: round.step?.number,
    tools: round.actions.flatMap((action: Block) => action.calls.map((call) => call.name.text)),
    texts: own.map((block) => block.content),
    place: round.step?.range ?? round.blocks[0]?.label ?? round,
  };
}

function linkByComment({ number }: Part, candidates: readonly Candidate[]) {
  if (number === undefined) return undefined;
  const named = [...new Set(candidates.map(({ procedure }) => procedure))].flatMap(
    (procedure) => findStep(procedure, number) ?? [],
  );
  const found = candidates.find(({ step }) => step === named[0]);
  return found === undefined ? undefined : { ...found, by: 'comment' as const };
}

/** Of several steps that name the tool, the next one from where the shot has come to. */
function linkByTool({ tools }: Part, candidates: readonly Candidate[], last: Candidate | undefined) {
  if (tools.length === 0) return undefined;
  const naming = candidates.filter(({ step }) => step.tools.some(({ name }) => tools.includes(name)));
  const from = last === undefined ? 0 : candidates.indexOf(last);
  const found = naming.find((candidate) => candidates.indexOf(candidate) >= from) ?? naming[0];
  return found === undefined ? undefined : { ...found, by: 'tool' as const };
}

function findMostSimilar(shares: readonly number[], candidates: readonly Candidate[]): Candidate | undefined {
  const best = Math.max(...shares, 0);
  if (best < IS || shares.filter((share) => share === best).length > 1) return undefined;
  return candidates[shares.indexOf(best)];
}

export function textOf(text: string, ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join('\n');
}
