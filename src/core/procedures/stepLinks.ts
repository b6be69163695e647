import type { Block, Round, Shot, ShotsDocument } from '../model/model.ts';
import { isObservation } from '../parser/roles.ts';
import { createWordOverlap, type WordOverlap } from '../similarity/wordOverlap.ts';
import type { TextRange } from '../text/range.ts';
import { findStep } from './findStep.ts';
import type { Procedure, Step } from './procedure.ts';

/** A round, or the answer, of a shot. */
export interface ShotPart {
  readonly shot: Shot;
  /** Its comment that names a step, else its first label. */
  readonly place: TextRange;
  /** The tools it calls. */
  readonly tools: readonly string[];
  /** What it says itself. */
  readonly texts: readonly TextRange[];
  /** The shot ends with it: nothing is called, and nothing came back. */
  readonly isClosing: boolean;
}

/** A round, or the answer, of a shot and the step it carries out. */
export interface StepLink extends ShotPart {
  readonly procedure: Procedure;
  readonly step: Step;
  /** What links them: a comment, the tool both name, or only similar words. */
  readonly by: 'comment' | 'tool' | 'text';
}

/** The links between the rounds of a document and the steps of its procedures. */
export interface StepLinks {
  /** At most one per round, in document order. */
  readonly links: readonly StepLink[];
  /** The rounds that are linked to no step, in document order: a procedure may have no steps besides its sentences. */
  readonly unlinked: readonly ShotPart[];
  /** Steps with a text similar to that of rounds, besides those linked to them. Computed on first use. */
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
  const links = new LazyStepLinks(document, createCandidates(procedures));
  known.set(document, { procedures, links });
  return links;
}

interface Candidate {
  readonly procedure: Procedure;
  readonly step: Step;
}

/** The steps that a round can carry out, in their order, and ways to find the one of a round. */
interface Candidates {
  readonly all: readonly Candidate[];
  /** The place of a step. */
  readonly places: ReadonlyMap<Step, number>;
  /** The places of the steps that name a tool. */
  readonly byTool: ReadonlyMap<string, readonly number[]>;
  /** The place of the step that a comment names. */
  findByNumber(number: string): number | undefined;
  /** How similar a text is to each step. */
  readonly getOverlaps: WordOverlap;
}

function createCandidates(procedures: readonly Procedure[]): Candidates {
  const all = procedures.flatMap((procedure) =>
    procedure.steps.filter(({ kind }) => kind !== 'rule').map((step) => ({ procedure, step })),
  );
  const places = new Map<Step, number>();
  const byTool = new Map<string, number[]>();
  for (const [place, { step }] of all.entries()) {
    if (!places.has(step)) places.set(step, place);
    for (const name of new Set(step.tools.map((tool) => tool.name))) {
      byTool.set(name, [...(byTool.get(name) ?? []), place]);
    }
  }
  const own = [...new Set(all.map(({ procedure }) => procedure))];
  const byNumber = new Map<string, number | undefined>();
  return {
    all,
    places,
    byTool,
    findByNumber(number) {
      if (!byNumber.has(number)) {
        const [step] = own.flatMap((procedure) => findStep(procedure, number) ?? []);
        byNumber.set(number, step && places.get(step));
      }
      return byNumber.get(number);
    },
    getOverlaps: createWordOverlap(all.map(({ procedure, step }) => textOf(procedure.text, [step.content]))),
  };
}

class LazyStepLinks implements StepLinks {
  readonly #document: ShotsDocument;
  readonly #candidates: Candidates;
  #similar: ReadonlyMap<Step, readonly StepLink[]> | undefined;
  readonly links: readonly StepLink[];
  readonly unlinked: readonly ShotPart[];

  constructor(document: ShotsDocument, candidates: Candidates) {
    this.#document = document;
    this.#candidates = candidates;
    const { links, unlinked } = findLinks(document, candidates);
    this.links = links;
    this.unlinked = unlinked;
  }

  get similar(): ReadonlyMap<Step, readonly StepLink[]> {
    this.#similar ??= findSimilar(this.#document, this.#candidates);
    return this.#similar;
  }
}

function findLinks(
  { shots, text }: ShotsDocument,
  candidates: Candidates,
): { readonly links: readonly StepLink[]; readonly unlinked: readonly ShotPart[] } {
  const links: StepLink[] = [];
  const unlinked: ShotPart[] = [];
  for (const shot of shots) {
    let last = 0;
    for (const part of partsOf(shot)) {
      const sure = linkByComment(part, candidates) ?? linkByTool(part, candidates, last);
      const link = sure ?? linkByText(part, text, candidates);
      const candidate = candidates.all[link?.place ?? -1];
      if (link === undefined || candidate === undefined) {
        unlinked.push(part);
        continue;
      }
      links.push(toStepLink(part, candidate, link.by));
      if (sure !== undefined) last = candidates.places.get(candidate.step) ?? last;
    }
  }
  return { links, unlinked };
}

function findSimilar({ shots, text }: ShotsDocument, candidates: Candidates): ReadonlyMap<Step, readonly StepLink[]> {
  const similar = new Map<Step, StepLink[]>();
  for (const shot of shots) {
    for (const part of partsOf(shot)) {
      for (const [place, share] of candidates.getOverlaps(textOf(text, part.texts)).entries()) {
        const candidate = candidates.all[place];
        if (share < RESEMBLES || candidate === undefined) continue;
        const link = toStepLink(part, candidate, 'text');
        const list = similar.get(candidate.step);
        if (list === undefined) similar.set(candidate.step, [link]);
        else list.push(link);
      }
    }
  }
  return similar;
}

function toStepLink(
  { shot, place, tools, texts, isClosing }: Part,
  { procedure, step }: Candidate,
  by: StepLink['by'],
): StepLink {
  return { shot, procedure, step, place, by, tools, texts, isClosing };
}

interface Part extends ShotPart {
  readonly number: string | undefined;
}

function partsOf(shot: Shot): readonly Part[] {
  const rounds = shot.rounds.map((round) => roundPart(shot, round));
  const { answer } = shot;
  if (answer === undefined) return rounds;
  const part = { number: undefined, tools: [], texts: [answer.content], place: answer.label, isClosing: true };
  return [...rounds, { shot, ...part }];
}

function roundPart(shot: Shot, round: Round): Part {
  // What came back says what others did; the step is in what the round itself says and does.
  const own = round.blocks.filter(({ role }) => !isObservation(role));
  const tools = round.actions.flatMap((action: Block) => action.calls.map((call) => call.name.text));
  return {
    shot,
    number: round.step?.number,
    tools,
    texts: own.map((block) => block.content),
    place: round.step?.range ?? round.blocks[0]?.label ?? round,
    isClosing: round === shot.rounds.at(-1) && tools.length === 0 && !round.observes,
  };
}

/** The place of the step that a part carries out, and what says so. */
interface FoundStep {
  readonly place: number;
  readonly by: StepLink['by'];
}

function linkByComment({ number }: Part, candidates: Candidates): FoundStep | undefined {
  const place = number === undefined ? undefined : candidates.findByNumber(number);
  return place === undefined ? undefined : { place, by: 'comment' };
}

/** Of several steps that name the tool, the next one from where the shot has come to (`from`), else the first. */
function linkByTool({ tools }: Part, { byTool }: Candidates, from: number): FoundStep | undefined {
  const places = tools.flatMap((tool) => byTool.get(tool) ?? []);
  if (places.length === 0) return undefined;
  const next = places.filter((place) => place >= from);
  return { place: Math.min(...(next.length === 0 ? places : next)), by: 'tool' };
}

/** The step whose words are the most similar, if it is one alone. */
function linkByText({ texts }: Part, text: string, { getOverlaps }: Candidates): FoundStep | undefined {
  const shares = getOverlaps(textOf(text, texts));
  const best = Math.max(...shares, 0);
  if (best < IS || shares.filter((share) => share === best).length > 1) return undefined;
  return { place: shares.indexOf(best), by: 'text' };
}

export function textOf(text: string, ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join('\n');
}
