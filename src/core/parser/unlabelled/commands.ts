import type { LabelledBlock } from '../labelledBlock.ts';
import { breakAfter } from '../lineTokenReader.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { type Line, linesBetween, type UnlabelledForm } from './form.ts';

const COMMAND = /^> ?(?=[a-z])(?![\p{L}\p{N}_]{1,30}[ \t]{0,4}[:：])/iu;
const ACKNOWLEDGED = /^OK\.?[ \t]*$/;

/** How many commands make a text a game in which somebody types and a world answers. */
const MIN_COMMANDS = 2;

/**
 * Text games such as ALFWorld: `> go to desk 1` is an action, and what the world answers is on the lines after it. The
 * `OK.` after a thought says nothing.
 */
export const commands: UnlabelledForm = {
  first: '>',
  mark: '\n> ',
  find: (text, tokens) => {
    if (!takesCommands(tokens)) return [];
    const lines = linesBetween(text, 0, text.length);
    const blocks = lines.flatMap((line, index) => toTurn(text, line, lines[index + 1]));
    if (blocks.filter(({ role }) => role === 'action').length < MIN_COMMANDS) return [];
    closeThoughts(lines, tokens);
    return blocks;
  },
};

/** True if there are no labels but those of thoughts after `>`. */
function takesCommands(tokens: readonly ActiveToken[]): boolean {
  return tokens.every(
    (token) =>
      token.kind !== 'block' || (token.role === 'think' && /^(?:quote|token)$/.test(token.spelling.decoration)),
  );
}

function toTurn(text: string, line: Line, next: Line | undefined): readonly LabelledBlock[] {
  const match = COMMAND.exec(line.words);
  if (match === null || next === undefined || next.start !== breakAfter(text, line.end)) return [];
  if (next.words.startsWith('>')) return [];
  return [
    createTokenBlock({ role: 'action', label: { start: line.start, end: line.start + match[0].length } }),
    createTokenBlock({ role: 'observation', label: { start: next.start, end: next.start } }),
  ];
}

/** Ends each thought before an `OK.` on the next line. */
function closeThoughts(lines: readonly Line[], tokens: readonly ActiveToken[]): void {
  let index = 0;
  for (const token of tokens) {
    if (token.kind !== 'block') continue;
    while (index < lines.length && (lines[index]?.end ?? 0) < token.labelEnd) index++;
    const next = lines[index + 1];
    if (next !== undefined && ACKNOWLEDGED.test(next.words)) token.setExtras({ closingTag: next });
  }
}
