import type { TextRange } from './range.ts';

const OPEN = '<!--';
const CLOSE = '-->';

/** The HTML comments of a text in its order; one that is not closed is none. */
export function* htmlComments(text: string): Generator<TextRange> {
  for (let start = text.indexOf(OPEN); start !== -1; ) {
    const close = text.indexOf(CLOSE, start + OPEN.length);
    if (close === -1) return;
    const end = close + CLOSE.length;
    yield { start, end };
    start = text.indexOf(OPEN, end);
  }
}

/** The text with something in place of each of its HTML comments. */
export function replaceHtmlComments(text: string, replacement: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of htmlComments(text)) {
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}
