import type { Language } from '../l10n/messages.ts';
import { defineMessages, renderMessage } from '../l10n/messages.ts';
import { blockText } from '../model/blockText.ts';
import type { Block, Round, Shot, ShotsDocument } from '../model/model.ts';
import type { HeadingNode } from '../parser/tree.ts';
import type { Range } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

/** One line of a document's outline. `selection` is what is highlighted when it is chosen; it lies within `range`. */
export interface OutlineItem {
  readonly kind: 'heading' | 'shot' | 'round' | 'plan' | 'answer';
  readonly name: string;
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly OutlineItem[];
}

const say = defineMessages({
  shot: { en: 'Shot {number}', 'zh-CN': '示例 {number}' },
  round: { en: 'Round {number}', 'zh-CN': '第 {number} 轮' },
  plan: { en: 'Plan', 'zh-CN': '计划' },
  answer: { en: 'Answer', 'zh-CN': '回答' },
});

/** The longest name in UTF-16 units; an outline is a narrow column. */
const maxName = 60;

/** Headings as in Markdown's outline, and under each the shots of its section with their rounds. */
export function outlineOf(document: ShotsDocument, language: Language): readonly OutlineItem[] {
  const headings = document.tree.nodes.filter(
    (node): node is HeadingNode => node.kind === 'heading' && !node.startsShot,
  );
  const shots = document.shots.map((shot) => shotItem(document, shot, language));
  return nest(document, headings, shots);
}

/** Puts headings under those of a higher level before them, and shots under the heading before them. */
function nest(
  document: ShotsDocument,
  headings: readonly HeadingNode[],
  shots: readonly OutlineItem[],
): readonly OutlineItem[] {
  const build = (from: number, to: number, level: number): readonly OutlineItem[] => {
    const inside = headings.filter(({ start }) => start >= from && start < to);
    const top = inside.filter((heading, index) => !inside.slice(0, index).some((above) => above.level < heading.level));
    const roots = top.filter(({ level: own }) => own > level);
    const first = roots[0]?.start ?? to;
    const loose = shots.filter(({ range }) => {
      const start = document.lines.offsetAt(range.start);
      return start >= from && start < first;
    });
    const sections = roots.map((heading, index): OutlineItem => {
      const end = roots[index + 1]?.start ?? to;
      return {
        kind: 'heading',
        name: shorten(document.text.slice(heading.title.start, heading.title.end)) || '#',
        detail: '',
        range: rangeOf(document, { start: heading.start, end }),
        selection: rangeOf(document, heading.title),
        children: build(heading.end, end, heading.level),
      };
    });
    return [...loose, ...sections];
  };
  return build(0, document.text.length, 0);
}

function shotItem(document: ShotsDocument, shot: Shot, language: Language): OutlineItem {
  const title = renderMessage(say('shot', { number: shot.index + 1 }), language);
  const { heading, request } = shotWords(document, shot);
  const words = heading || request;
  const plan =
    shot.plan &&
    item(document, 'plan', renderMessage(say('plan'), language), '', shot.plan.block, shot.plan.block.label);
  const answer =
    shot.answer && item(document, 'answer', renderMessage(say('answer'), language), '', shot.answer, shot.answer);
  const rounds = shot.rounds.map((round) => roundItem(document, round, language));
  return {
    ...item(
      document,
      'shot',
      words || title,
      heading ? request : words ? title : '',
      shot,
      shot.heading ?? shot.request ?? shot,
    ),
    children: [...(plan ? [plan] : []), ...rounds, ...(answer ? [answer] : [])],
  };
}

/** The heading of a shot and the first line of its request, shortened; empty if there is none. */
export function shotWords(document: ShotsDocument, shot: Shot): { readonly heading: string; readonly request: string } {
  return {
    heading: shot.heading ? shorten(document.text.slice(shot.heading.title.start, shot.heading.title.end)) : '',
    request: shot.request ? shorten(blockText(document.tree, shot.request).text) : '',
  };
}

function roundItem(document: ShotsDocument, round: Round, language: Language): OutlineItem {
  const title = renderMessage(say('round', { number: round.index + 1 }), language);
  const speaking: Block | undefined = round.stepBlock ?? round.think ?? round.actions[0];
  const words = speaking ? shorten(blockText(document.tree, speaking).text) : '';
  const calls = round.actions.flatMap((action) => action.calls.map((call) => call.name.text));
  return item(document, 'round', words || title, calls.join(', '), round, speaking ?? round);
}

function item(
  document: ShotsDocument,
  kind: OutlineItem['kind'],
  name: string,
  detail: string,
  range: TextRange,
  selected: TextRange,
): OutlineItem {
  // What is selected is its first line only, and never more than the whole.
  const start = Math.min(Math.max(selected.start, range.start), range.end);
  const lineEnd = document.lines.lineEnd(document.lines.lineAt(start));
  const end = Math.max(start, Math.min(lineEnd, selected.end, range.end));
  return {
    kind,
    name,
    detail,
    range: rangeOf(document, range),
    selection: rangeOf(document, { start, end }),
    children: [],
  };
}

function rangeOf({ lines }: ShotsDocument, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

function shorten(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? '';
  const characters = [...line];
  return characters.length > maxName ? `${characters.slice(0, maxName - 1).join('')}…` : line;
}
