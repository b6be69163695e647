import {
  blockText,
  compareSignatures,
  createSimilarityIndex,
  flowCoverage,
  type MinhashSignature,
  type Shot,
  type ShotsDocument,
  slice,
  toDraft,
  toSignature,
} from '../../core/index.ts';
import { estimateTokens } from '../../generation/index.ts';
import { printShot } from './blockSource.ts';
import type { EvaluationSource, PromptOptions } from './evaluationCase.ts';

/** A shot that prompts can show. */
interface PoolShot {
  readonly source: EvaluationSource;
  readonly shot: Shot;
  readonly text: string;
  readonly tokens: number;
  readonly signature: MinhashSignature;
  /** The number of its near-duplicate cluster. */
  readonly cluster: number;
  /** Its calls, arguments included; empty if they have none. */
  readonly calls: string;
  /** What distinguishes its way through the procedure; empty if it takes no branch. */
  readonly branch: string;
}

/** The shots in the prompt of a case. */
export interface ShownShots {
  readonly shots: readonly Shot[];
  readonly texts: readonly string[];
  readonly nearest: number | undefined;
}

/** A prompt without shots. */
export const NO_SHOTS: ShownShots = { shots: [], texts: [], nearest: undefined };

/** Answers which shots the cases of a shot may show. */
export type ShotChooser = (source: EvaluationSource, shot: Shot) => ShownShots;

/** From which share of common pieces on two shots are in one cluster. */
const SIMILAR = 0.8;

/**
 * Leave-one-out: every other usable shot is shown, in document order within the budget, without the near-duplicate
 * cluster of the tested shot, shots with the same calls, and variants of the same branch. With documents that are held out only the shots of
 * the other documents are shown.
 */
export function createShotChooser(
  sources: readonly EvaluationSource[],
  { shotTokens, shows = () => true, select }: Pick<PromptOptions, 'shotTokens' | 'shows' | 'select'>,
): ShotChooser {
  const pool = createPool(sources);
  const byShot = new Map(pool.map((entry) => [entry.shot, entry]));
  const heldIn = sources.some(({ isTested }) => isTested !== undefined)
    ? pool.filter(({ source }) => source.isTested === false)
    : undefined;
  const bySource = groupBySource(pool);
  return (source, shot) => {
    const tested = byShot.get(shot);
    const candidates = heldIn ?? bySource.get(source) ?? [];
    const others = candidates.filter(
      (candidate) => candidate !== tested && shows(candidate.shot) && !isTooNear(candidate, tested),
    );
    const request = shot.request === undefined ? '' : blockText(source.document.tree, shot.request).text;
    const shown =
      select === undefined ? fitInto(others, shotTokens) : fitSelected(selectFrom(others, request, select), shotTokens);
    const nearest = shown.map(({ signature }) => compareSignatures(signature, tested?.signature ?? signature));
    return {
      shots: shown.map((entry) => entry.shot),
      texts: shown.map(({ text }) => text),
      nearest: shown.length === 0 ? undefined : Math.max(...nearest),
    };
  };
}

/** The chosen shots of each document. */
function selectFrom(
  candidates: readonly PoolShot[],
  request: string,
  select: NonNullable<PromptOptions['select']>,
): readonly PoolShot[] {
  return [...groupBySource(candidates)].flatMap(([source, entries]) => {
    const byShot = new Map(entries.map((entry) => [entry.shot, entry]));
    const indexes = new Set(entries.map(({ shot }) => shot.index));
    return select(source, indexes, request).flatMap((shot) => byShot.get(shot) ?? []);
  });
}

/** The last ones are the most important: they are kept where not all fit. */
function fitSelected(selected: readonly PoolShot[], tokens: number): readonly PoolShot[] {
  return fitInto(selected.toReversed(), tokens).toReversed();
}

/** As many shots as fit, in order. After a number of shots that do not fit, hardly any later one does. */
function fitInto(candidates: readonly PoolShot[], tokens: number): readonly PoolShot[] {
  const shown: PoolShot[] = [];
  let left = tokens;
  let misses = 0;
  for (const candidate of candidates) {
    if (candidate.tokens <= left) {
      left -= candidate.tokens;
      shown.push(candidate);
    } else if (++misses === MAX_MISSES) break;
  }
  return shown;
}

const MAX_MISSES = 20;

function groupBySource(pool: readonly PoolShot[]): ReadonlyMap<EvaluationSource, readonly PoolShot[]> {
  const groups = new Map<EvaluationSource, PoolShot[]>();
  for (const entry of pool) {
    const group = groups.get(entry.source);
    if (group === undefined) groups.set(entry.source, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** True if the answer, or nearly the answer, would be in the prompt. */
function isTooNear(a: PoolShot, b: PoolShot | undefined): boolean {
  if (b === undefined) return false;
  return a.cluster === b.cluster || isSame(a.calls, b.calls) || isSame(a.branch, b.branch);
}

function isSame(a: string, b: string): boolean {
  return a !== '' && a === b;
}

function createPool(sources: readonly EvaluationSource[]): readonly PoolShot[] {
  const index = createSimilarityIndex(SIMILAR);
  const clusters = new Map<string, number>();
  return sources.flatMap((source) => {
    const branches = getBranches(source);
    return source.document.shots
      .filter((shot) => !source.skipped.has(shot))
      .map((shot): PoolShot => {
        const text = printShot(source.document, shot);
        const signature = toSignature(getComparedText(source.document, shot));
        const label = String(clusters.size);
        const similar = index.findSimilar(signature);
        const cluster = similar === undefined ? clusters.size : (clusters.get(similar.label) ?? clusters.size);
        index.add(label, signature);
        clusters.set(label, cluster);
        const calls = getCallText(source.document, shot);
        return {
          source,
          shot,
          text,
          tokens: estimateTokens(text),
          signature,
          cluster,
          calls,
          branch: branches.get(shot) ?? '',
        };
      });
  });
}

/** Request, actions and answer: thoughts and observations are similar in most documents. */
function getComparedText({ tree }: ShotsDocument, shot: Shot): string {
  const { request, plan = '', rounds, answer = '' } = toDraft(tree, shot);
  const actions = rounds.flatMap((round) => round.actions.map(({ text, input = '' }) => `${text}\n${input}`));
  return [request, plan, ...actions, answer].join('\n');
}

/**
 * The sides of branches that each shot takes in procedures that have some, and the tools that it calls on its way: some
 * sides show only in what is done.
 */
function getBranches({ document, procedures }: EvaluationSource): ReadonlyMap<Shot, string> {
  const branches = new Map<Shot, string>();
  for (const [index, procedure] of procedures.entries()) {
    if (procedure.flow.edges.every(({ condition }) => condition === undefined)) continue;
    for (const { shot, edges } of flowCoverage(document, procedure, procedures).shots) {
      const sides = [...edges.keys()].flatMap(({ from, to, condition }) =>
        condition === undefined ? [] : [`${from}>${to}`],
      );
      const tools = getCalls(shot).map(({ name }) => name.text);
      if (sides.length + tools.length === 0) continue;
      branches.set(shot, `${branches.get(shot) ?? ''}${index}:${sides.sort().join()}|${tools.join()};`);
    }
  }
  return branches;
}

function getCalls({ blocks }: Shot) {
  return blocks.flatMap(({ calls }) => calls);
}

/** The calls of a shot as text; empty if none has an argument, because such calls are no answer to copy. */
function getCallText({ text }: ShotsDocument, shot: Shot): string {
  const calls = getCalls(shot);
  if (calls.every((call) => call.arguments.length === 0)) return '';
  return calls.map((call) => `${call.name.text}(${slice(text, call.argumentsRange).replace(/\s+/g, '')})`).join('\n');
}
