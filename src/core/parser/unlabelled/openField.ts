import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { isRequest } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { fieldOf } from './fields.ts';
import { type Line, linesBetween, type Section, sectionsOf } from './form.ts';

const MIN_EXAMPLES = 2;

/**
 * Lists of examples of which the last is left open at a field (`Keywords:` and nothing after it): that field is what is
 * answered, in the examples as well. What has a label in them otherwise belongs to the request or to the answer.
 */
export function withOpenField(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const key = openFieldOf(text);
  const examples = key === undefined ? undefined : examplesOf(text, tokens);
  if (key === undefined || examples === undefined) return tokens;
  const answers = examples.flatMap((example) => lineOf(text, example, key) ?? []);
  if (answers.length < examples.length || answers.length <= MIN_EXAMPLES) return tokens;
  const kept = tokens.filter((token) => token.kind !== 'block' || isRequest(token.role));
  return [...kept, ...answers.map(toAnswer)].sort((a, b) => a.at - b.at);
}

/** The field on the last line, if nothing is after its colon. */
function openFieldOf(text: string): string | undefined {
  const end = text.trimEnd().length;
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  return /[:：]$/.test(line) && line === line.trimStart() ? fieldOf(line)?.key : undefined;
}

/** The requests with what follows them; undefined if a thought or an action says what is what. */
function examplesOf(text: string, tokens: readonly ActiveToken[]): readonly Section[] | undefined {
  const labels = tokens.filter((token): token is LabelledBlock => token.kind === 'block');
  if (!labels.every(isOfList)) return undefined;
  return sectionsOf(
    text,
    labels.filter(({ role }) => role === 'user'),
  );
}

function isOfList({ role, spelling }: LabelledBlock): boolean {
  return spelling.decoration !== 'token' && (role === 'user' || role === 'answer' || role === 'observation');
}

function lineOf(text: string, { start, end }: Section, key: string): Line | undefined {
  return linesBetween(text, start, end)
    .slice(1)
    .find(({ words }) => fieldOf(words)?.key === key);
}

function toAnswer(line: Line): LabelledBlock {
  const length = fieldOf(line.words)?.length ?? 0;
  return createTokenBlock({ role: 'answer', label: { start: line.start, end: line.start + length } });
}
