import { skipInlineSpace } from '../../parser/characters.ts';
import { type Marker, readHeadingMark, readMarker, skipBullet } from '../../parser/listMarker.ts';
import { hasHan } from '../../text/han.ts';

/** What a user can say that a line of an imported text is. */
export type LineChoice = 'step' | 'rule' | 'note' | 'heading' | 'procedure' | 'background';

/** A line in pieces: what stands before its words, and a label such as `Note:`. */
interface LinePieces {
  readonly indent: string;
  readonly heading: string;
  readonly bullet: string;
  readonly number: string;
  readonly marker: Marker | undefined;
  /** Without a label. */
  readonly words: string;
}

const LABEL = /^(?:note|rule|procedure|background|备注|注意|规则|流程|背景)\s?[:：]\s?(?=\S)/iu;

const LABELS: Readonly<Partial<Record<LineChoice, { readonly en: string; readonly zh: string }>>> = {
  rule: { en: 'Rule: ', zh: '规则：' },
  note: { en: 'Note: ', zh: '备注：' },
  procedure: { en: 'Procedure: ', zh: '流程：' },
  background: { en: 'Background: ', zh: '背景：' },
};

/** How a line may be written to be what was chosen, the most careful way first. The words stay as they are. */
export function linesFor(lines: readonly string[], index: number, choice: LineChoice): readonly string[] {
  const pieces = readPieces(lines[index] ?? '');
  const { indent, heading, bullet, number, words } = pieces;
  const before = `${indent}${heading}${bullet}${number}`;
  const label = LABELS[choice]?.[hasHan(words) ? 'zh' : 'en'] ?? '';
  switch (choice) {
    case 'step':
      // A number stays what it is: other lines may refer to it.
      return [
        `${before}${words}`,
        ...(number === '' ? numbersFor(lines, index) : []).map((own) => `${indent}${own}${words}`),
      ];
    case 'heading':
      return [`${'#'.repeat(levelAbove(lines, index))} ${number}${words}`];
    case 'rule':
    case 'note':
      return [`${before}${label}${words}`, `${indent}${bullet}${number}${label}${words}`, `${number}${label}${words}`];
    case 'procedure':
    case 'background':
      return [`${before}${words}`, `${before}${label}${words}`, `## ${number}${label}${words}`];
  }
}

function readPieces(line: string): LinePieces {
  const start = skipInlineSpace(line, 0);
  const heading = readHeadingMark(line, start).end;
  const bullet = skipBullet(line, heading);
  const marker = readMarker(line, bullet);
  const content = marker?.contentStart ?? bullet;
  return {
    indent: line.slice(0, start),
    heading: line.slice(start, heading),
    bullet: line.slice(heading, bullet),
    number: line.slice(bullet, content),
    marker,
    words: line.slice(content).replace(LABEL, ''),
  };
}

/** The number after the one above: `4. `, or `3a. ` and `2.3.1 ` where that one is taken; else a bullet, or one. */
function numbersFor(lines: readonly string[], index: number): readonly string[] {
  const above = counted(lines.slice(0, index).reverse());
  const below = counted(lines.slice(index + 1));
  if (above === undefined) return ['1. ', '- '];
  const { value, label } = above.marker;
  const isTaken = below?.marker.value === value + 1;
  const between = above.number.replace(label, label.includes('.') ? `${label}.1` : `${label}a`);
  const next = above.number.replace(label, `${label.slice(0, label.lastIndexOf('.') + 1)}${value + 1}`);
  return [...(isTaken ? [between, `${value}a. `] : []), next, `${value + 1}. `, '- ', '1. '];
}

/** The first line that is numbered in plain digits. */
function counted(lines: readonly string[]): { readonly number: string; readonly marker: Marker } | undefined {
  for (const line of lines) {
    const { number, marker } = readPieces(line);
    if (marker !== undefined && /^[\d.]+$/.test(marker.label) && number.includes(marker.label))
      return { number, marker };
  }
  return undefined;
}

/** A heading is one of those before it, but not the title of the document. */
function levelAbove(lines: readonly string[], index: number): number {
  const above = lines.slice(0, index).findLast((line) => readHeadingMark(line, 0).level > 1);
  return above === undefined ? 2 : readHeadingMark(above, 0).level;
}
