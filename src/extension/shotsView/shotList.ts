import {
  type Diagnostic,
  type DocumentContext,
  type Range,
  type Shot,
  type ShotsDocument,
  shotWords,
  type TextRange,
} from '../../core/index.ts';
import { countProblems } from '../problemCounts.ts';

/** The review status of a shot; `none` for one without a status comment. */
export type ListedStatus = 'draft' | 'approved' | 'none';

/** A shot as the list of all shots has it. */
export interface ListedShot {
  /** Tells the shot apart from all others of its document, also after edits elsewhere. */
  readonly key: string;
  /** Zero-based among the shots of the document. */
  readonly index: number;
  /** The heading or the first line of the request; empty if it has neither. */
  readonly name: string;
  readonly status: ListedStatus;
  /** Who approved it. */
  readonly by: string | undefined;
  /** The names of the tools that it calls, each once, in the order of the calls. */
  readonly tools: readonly string[];
  readonly range: Range;
  /** What is highlighted when the shot is opened. */
  readonly selection: Range;
}

/** Which shots the list shows. */
export interface ShotFilter {
  readonly show: 'all' | 'draft' | 'approved' | 'none' | 'problems';
  /** Words in the name, the path or a tool; upper and lower case are the same. */
  readonly text: string;
}

export const NO_FILTER: ShotFilter = { show: 'all', text: '' };

/** Shots of a document beyond which the list divides them: more lines at one time would make the side bar stop. */
export const MOST_LINES = 500;

/** The shots of a document, in its order. */
export function toListedShots({ document }: Pick<DocumentContext, 'document'>): readonly ListedShot[] {
  const tools = new Map<Shot, Set<string>>();
  for (const { call, mention, shot } of document.callOccurrences) {
    if (mention) continue;
    const names = tools.get(shot) ?? new Set();
    tools.set(shot, names.add(call.name.text));
  }
  const keys = shotKeys(document);
  return document.shots.map((shot, index) => {
    const { heading, request } = shotWords(document, shot);
    return {
      key: keys[index] ?? '',
      index,
      name: heading || request,
      status: shot.status?.state ?? 'none',
      by: shot.status?.by,
      tools: [...(tools.get(shot) ?? [])],
      range: toRange(document, shot),
      selection: toRange(
        document,
        shot.heading?.title ?? shot.request?.label ?? { start: shot.start, end: shot.start },
      ),
    };
  });
}

/** The id of each shot; where it has none, or shares it, its first words and which of those with the same words it is. */
export function shotKeys(document: ShotsDocument): readonly string[] {
  const ids = new Map<string, number>();
  for (const { id } of document.shots) if (id !== undefined) ids.set(id.value, (ids.get(id.value) ?? 0) + 1);
  const seen = new Map<string, number>();
  return document.shots.map((shot) => {
    if (shot.id !== undefined && ids.get(shot.id.value) === 1) return `id ${shot.id.value}`;
    const { heading, request } = shotWords(document, shot);
    const words = `${heading} ${request}`;
    const count = (seen.get(words) ?? 0) + 1;
    seen.set(words, count);
    return `${count} ${words}`;
  });
}

function toRange({ lines }: ShotsDocument, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** How many problems each shot has, by its index; problems outside of shots are left out. */
export function countProblemsByShot(
  shots: readonly ListedShot[],
  findings: readonly Pick<Diagnostic, 'severity' | 'range'>[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let at = 0;
  // Both are in the order of the document.
  for (const finding of findings.toSorted((a, b) => a.range.start.line - b.range.start.line)) {
    const { line } = finding.range.start;
    while (at < shots.length - 1 && (shots[at + 1]?.range.start.line ?? 0) <= line) at++;
    const shot = shots[at];
    if (shot === undefined || line < shot.range.start.line || line > shot.range.end.line) continue;
    const problems = countProblems([finding]).total;
    if (problems > 0) counts.set(shot.index, (counts.get(shot.index) ?? 0) + problems);
  }
  return counts;
}

export function isFiltered({ show, text }: ShotFilter): boolean {
  return show !== 'all' || text.trim() !== '';
}

/** Whether the list shows a shot of the document with this path. */
export function matchesFilter(shot: ListedShot, path: string, problems: number, { show, text }: ShotFilter): boolean {
  if (show === 'problems' ? problems === 0 : show !== 'all' && shot.status !== show) return false;
  const words = text.trim().toLowerCase();
  return words === '' || [shot.name, path, ...shot.tools].some((part) => part.toLowerCase().includes(words));
}

/** The shots in runs of at most `MOST_LINES`; one run if they are few. */
export function toRuns(shots: readonly ListedShot[]): readonly (readonly ListedShot[])[] {
  return Array.from({ length: Math.ceil(shots.length / MOST_LINES) }, (_, run) =>
    shots.slice(run * MOST_LINES, (run + 1) * MOST_LINES),
  );
}
