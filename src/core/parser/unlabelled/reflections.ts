import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { type Section, sectionsOf, type UnlabelledForm } from './form.ts';

const FAILED = /\n[ \t]{0,20}(STATUS: \w{1,20}\s{1,9}(?:New|Next) plan:)/g;
const REFLECTION = /\n[ \t]*\r?\n[ \t]{0,20}((?:Reflection|反思)[:：])/;
const WORDS: readonly string[] = ['reflection', '反思'];

/** Reflexion: what an agent thinks about a trial that is over, after its last step. */
export const reflections: UnlabelledForm = {
  words: WORDS,
  find: findReflections,
};

/** The same after a line that says how the trial ended: `STATUS: FAIL`, `New plan: …`. */
export const failures: UnlabelledForm = {
  first: 'S',
  mark: '\nSTATUS: ',
  find: findFailures,
};

function findFailures(text: string): readonly LabelledBlock[] {
  return [...text.matchAll(FAILED)].map(({ index, 0: match, 1: label = '' }) =>
    toThought(index + match.length - label.length, label.length),
  );
}

function findReflections(text: string, tokens: readonly ActiveToken[]): readonly LabelledBlock[] {
  const steps = tokens.filter((token) => !isReflection(token));
  return sectionsOf(text, steps).flatMap((section) => toReflection(text, section) ?? []);
}

function isReflection(token: ActiveToken): boolean {
  return token.kind === 'block' && token.role === 'think' && WORDS.includes(token.spelling.key);
}

function toReflection(text: string, { label, next, start, end }: Section): LabelledBlock | undefined {
  if (next !== undefined && next.role !== 'user') return undefined;
  if (label.role !== 'action' && label.role !== 'observation') return undefined;
  const match = REFLECTION.exec(text.slice(start, end));
  if (match?.[1] === undefined) return undefined;
  return toThought(start + match.index + match[0].length - match[1].length, match[1].length);
}

function toThought(start: number, length: number): LabelledBlock {
  return createTokenBlock({ role: 'think', label: { start, end: start + length } });
}
