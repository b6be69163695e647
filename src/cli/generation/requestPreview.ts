import pc from 'picocolors';
import { renderMessage } from '../../core/index.ts';
import type { RequestPreview } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';

/**
 * Prints a request with its marks, in color on a terminal: the text as it is sent, and on standard error what was replaced
 * and what looks like a name.
 */
export function printRequestPreview(preview: RequestPreview, io: CliIo, print: (text: string) => void): void {
  print(io.isTerminal && !io.env.NO_COLOR ? toColored(preview) : preview.text);
  for (const note of preview.notes) io.stderr(`\n${renderMessage(note, io.language)}`);
  io.stderr('\n');
}

function toColored({ text, marks }: RequestPreview): string {
  const { cyan, yellow, underline } = pc.createColors(true);
  let out = '';
  let from = 0;
  for (const { kind, start, end } of marks) {
    const marked = text.slice(start, end);
    out += text.slice(from, start) + (kind === 'replaced' ? cyan(marked) : underline(yellow(marked)));
    from = end;
  }
  return out + text.slice(from);
}
