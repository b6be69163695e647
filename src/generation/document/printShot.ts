import { type DocumentHabit, type Language, parseShots, type ShotStyle } from '../../core/index.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { labelParts } from './labels.ts';
import { type DraftBlock, shotBlocks } from './shotBlocks.ts';

/** A line of a printed shot. `own` lines are the writer's; a line of the content may have to be escaped. */
interface PrintedLine {
  readonly text: string;
  readonly own: boolean;
}

const roundGaps: Readonly<Record<DocumentHabit['roundSeparator'], readonly string[]>> = {
  none: [],
  blank: [''],
  '---': ['', '---', ''],
  '***': ['', '***', ''],
};

/**
 * Writes a shot in a document's habit, with its id and as a draft. Lines of the content that would be read as labels,
 * headings or separators are escaped, so that what is written is read back as it was meant.
 */
export function printShot(
  content: ShotContent,
  style: ShotStyle,
  habit: DocumentHabit,
  language: Language,
  id: string,
): string {
  const lines = linesOf(shotBlocks(content, style, language, id), habit);
  const escaped = new Set<number>();
  // Escaping one line can change how another is read, so it is repeated until nothing is left to escape.
  for (let pass = 0; pass < 8; pass++) {
    const text = written(lines, escaped, habit);
    const misread = misreadLines(text, lines, escaped);
    if (misread.length === 0) return text;
    for (const line of misread) escaped.add(line);
  }
  return written(lines, escaped, habit);
}

function linesOf(blocks: readonly DraftBlock[], habit: DocumentHabit): readonly PrintedLine[] {
  return blocks.flatMap((block, at) => [...gapBefore(block, blocks[at - 1], habit), ...blockLines(block, habit)]);
}

function gapBefore(block: DraftBlock, before: DraftBlock | undefined, habit: DocumentHabit): readonly PrintedLine[] {
  if (before === undefined || (block.round === before.round && block.round >= 0)) return [];
  const betweenRounds = block.round >= 0 && before.round >= 0;
  const gap = betweenRounds ? roundGaps[habit.roundSeparator] : [''];
  return gap.map((text) => ({ text, own: true }));
}

function blockLines({ role, text, comments }: DraftBlock, habit: DocumentHabit): readonly PrintedLine[] {
  const { open, close } = labelParts(role, habit);
  const notes = comments.map((comment) => `<!-- ${comment} -->`).join(' ');
  const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
  const lines: PrintedLine[] = [
    { text: first === '' ? open.trimEnd() : open + first, own: true },
    ...rest.map((line) => ({ text: line, own: false })),
  ];
  const last = lines.pop() ?? { text: open, own: true };
  const head = role === 'user' || role === 'userRequest';
  lines.push({ text: last.text + close + (head || notes === '' ? '' : ` ${notes}`), own: last.own });
  return head ? [...lines, { text: notes, own: true }] : lines;
}

function written(lines: readonly PrintedLine[], escaped: ReadonlySet<number>, { decoration }: DocumentHabit): string {
  return lines
    .map(({ text, own }, at) => {
      const line = escaped.has(at) ? text.replace(/^(\s*)/, '$1\\') : text;
      const quoted = decoration === 'quote' && (!own || line.startsWith('<!--')) && line !== '';
      return quoted ? `> ${line}` : line;
    })
    .join('\n');
}

/** Lines of the content at which the parser begins something of its own. */
function misreadLines(text: string, lines: readonly PrintedLine[], escaped: ReadonlySet<number>): readonly number[] {
  const tree = parseShots(text);
  return tree.nodes.flatMap((node) => {
    if (node.kind !== 'block' && node.kind !== 'heading' && node.kind !== 'separator' && node.kind !== 'text')
      return [];
    const line = tree.lines.lineAt(node.start);
    return lines[line]?.own === false && !escaped.has(line) ? [line] : [];
  });
}
