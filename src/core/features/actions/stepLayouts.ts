import type { TextEdit } from '../../lint/rule.ts';
import { splitSentences } from '../../procedures/clauses/sentences.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import type { TextRange } from '../../text/range.ts';

/** Numbers for the bullets of the list at a range, or right below it; none where no list of steps is there. */
export function bulletNumbers({ text, lines, steps }: Procedure, at: TextRange): readonly TextEdit[] {
  const line = lines.lineAt(at.start);
  const index = steps.findIndex(({ kind, start, words }) => {
    const own = lines.lineAt(start);
    return kind === 'bullet' && line >= lineAbove(own, text, lines) && line <= lines.lineAt(words.end);
  });
  const bullet = steps[index];
  if (bullet === undefined) return [];
  const list = [
    ...siblings(steps.slice(0, index).reverse(), bullet, -1),
    bullet,
    ...siblings(steps.slice(index + 1), bullet, 1),
  ];
  const inOrder = list.toSorted((a, b) => a.start - b.start);
  return inOrder.map(({ marker }, position) => ({ range: marker, newText: `${position + 1}.` }));
}

/** The line with words above a line: it may announce the list that begins there. */
function lineAbove(line: number, text: string, lines: Procedure['lines']): number {
  let above = line - 1;
  while (above > 0 && text.slice(lines.lineStart(above), lines.lineEnd(above)).trim() === '') above--;
  return above;
}

/** The bullets on the level of another one, before or after it, up to where the list begins or ends. */
function siblings(steps: readonly Step[], { number }: Step, direction: 1 | -1): readonly Step[] {
  const parent = parentOf(number);
  const found: Step[] = [];
  let last = Number(number.slice(parent.length).replace('.', ''));
  for (const step of steps) {
    if (parentOf(step.number) !== parent) {
      if (step.number.split('.').length < number.split('.').length) break;
      continue;
    }
    const value = Number(step.label);
    if (step.kind !== 'bullet' || value !== last + direction) break;
    found.push(step);
    last = value;
  }
  return found;
}

function parentOf(number: string): string {
  return number.slice(0, Math.max(0, number.lastIndexOf('.')));
}

/** Line breaks before the numbered items that are on the line of a range, apart from the first. */
export function inlineItemBreaks({ text, lines, steps }: Procedure, at: TextRange): readonly TextEdit[] {
  const line = lines.lineAt(at.start);
  const start = lines.lineStart(line);
  const own = steps.filter(({ kind, marker }) => kind !== 'bullet' && lines.lineAt(marker.start) === line);
  const [first] = own;
  if (first === undefined) return [];
  const indentation = /^[ \t\u3000]*/.exec(text.slice(start, first.marker.start))?.[0] ?? '';
  const depth = (step: Step) => step.number.split('.').length - first.number.split('.').length;
  return own.flatMap((step) => {
    const before = text.slice(start, step.marker.start);
    if (before.trim() === '') return [];
    const from = start + before.trimEnd().length;
    const newText = `\n${indentation}${'   '.repeat(Math.max(0, depth(step)))}`;
    return [{ range: { start: from, end: step.marker.start }, newText }];
  });
}

/** Line breaks and numbers before the sentences of a paragraph that is read as steps. */
export function sentenceNumbers(
  { text, lines, lineKinds, steps, flow }: Procedure,
  at: TextRange,
): readonly TextEdit[] {
  const line = lines.lineAt(at.start);
  if (lineKinds[line] !== 'step') return [];
  const paragraph = paragraphAt(line, lines, lineKinds);
  const holdsMarker = steps.some(({ marker }) => marker.start >= paragraph.start && marker.start < paragraph.end);
  const inferred = flow.nodes.filter(
    ({ kind, confidence, range }) =>
      kind === 'step' && confidence === 'inferred' && range.start >= paragraph.start && range.end <= paragraph.end,
  );
  if (holdsMarker || inferred.length === 0) return [];
  const starts = startsOf(text, paragraph);
  if (starts.length < 2) return [];
  return starts.map((start, index) => {
    const before = text.slice(paragraph.start, start);
    const from = paragraph.start + before.trimEnd().length;
    return {
      range: { start: index === 0 ? start : from, end: start },
      newText: `${index === 0 ? '' : '\n'}${index + 1}. `,
    };
  });
}

/** The lines of steps around a line, without those that are blank. */
function paragraphAt(line: number, lines: Procedure['lines'], kinds: Procedure['lineKinds']): TextRange {
  let first = line;
  let last = line;
  while (kinds[first - 1] === 'step') first--;
  while (kinds[last + 1] === 'step') last++;
  return { start: lines.lineStart(first), end: lines.lineEnd(last) };
}

const CONDITION = /\b(?:if|when|unless|otherwise|else|once)\b|如果|若|如|否则|当|除非|一旦|的，|时，/iu;
const SEQUENCE = /[，,；;]\s*(?=(?:然后|接着|随后|再|最后)(?!次)|(?:and )?(?:then|finally|after that)\b)/giu;

/** Where the sentences of a paragraph begin, and in those without a condition what is done next. */
function startsOf(text: string, { start, end }: TextRange): readonly number[] {
  const words = text.slice(start, end);
  const isStop = (at: number) => /[。.!！?？\n]/.test(words.charAt(at));
  const starts: number[] = [];
  let isOpen = false;
  for (const sentence of splitSentences(words)) {
    const own = words.slice(sentence.start, sentence.end);
    const first = sentence.start + (own.length - own.trimStart().length);
    if (own.trim() === '') continue;
    if (!isOpen) starts.push(start + first);
    if (!CONDITION.test(own)) {
      for (const cut of own.matchAll(SEQUENCE)) starts.push(start + sentence.start + cut.index + cut[0].length);
    }
    // What follows a semicolon belongs to the sentence before it.
    isOpen = !isStop(sentence.end);
  }
  return starts;
}
