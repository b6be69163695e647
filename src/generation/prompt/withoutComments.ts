import { htmlComments } from '../../core/index.ts';

/** Comments hold ids, approvals and notes, which are not part of a shot: they are not sent to a model. */
export function withoutComments(text: string): string {
  let out = '';
  let from = 0;
  for (const { start, end } of htmlComments(text)) {
    out += text.slice(from, start);
    from = end;
    // A line that held nothing but comments goes with them.
    const isLineStart = out === '' || out.endsWith('\n');
    if (isLineStart && /^[ \t]*(?:\r?\n|$)/.test(text.slice(from, from + 100))) {
      from += /^[ \t]*(?:\r?\n)?/.exec(text.slice(from, from + 100))?.[0].length ?? 0;
    }
  }
  return out + text.slice(from);
}
