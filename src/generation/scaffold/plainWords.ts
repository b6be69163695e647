import { replaceHtmlComments } from '../../core/index.ts';

/**
 * The first sentence of a text as one plain line: no line breaks that could begin a label, no placeholders, brackets
 * or calls that would be read as something else.
 */
export function plainSentence(text: string, maxLength: number): string {
  const line = replaceHtmlComments(text, ' ')
    .replace(/\$?\{\{?[^{}]*\}?\}|<[^<>]*>/g, ' ')
    .replace(/[`*_#>|\\]+/g, (marks) => (marks.includes('_') ? marks.replace(/[^_]/g, '') : ' '))
    .replace(/[[\]{}<>]/g, ' ')
    .replace(/[(（][^()（）]*[)）]?/g, ' ')
    .replace(/\.{3,}|…+|⋯+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?(?:[。！？；]|[.!?;](?=\s|$)|$)/.exec(line)?.[0] ?? line;
  const bare = sentence.replace(/(?<![\s。！？；.!?;:：,，、])[\s。！？；.!?;:：,，、]+$/, '').trim();
  const points = [...bare];
  if (points.length <= maxLength) return bare;
  const cut = points.slice(0, maxLength).join('');
  // Do not cut inside a Latin word.
  const whole = (/\w$/.test(cut) ? cut.replace(/\s\S*$/, '') : cut) || cut;
  return whole.replace(TRAILING_WORDS, '') || whole;
}

/** Words that no sentence ends with, since they lead on to another. */
const TRAILING_WORDS = /(?:\s(?:an?|and|are|as|at|by|for|from|in|is|of|on|or|that|the|their|to|with|your)){1,9}$/i;

const OPENINGS =
  /^(?:(?:如果|若是|若|倘若|假如|一旦|万一|如遇|如|当)[^，,。；]*[，,]\s*(?:那么|就|则)?|(?:if|when|unless|in case|whenever)\b[^,.;]*,\s*(?:then\s+)?)/i;

const UNTIL = /[,，]?\s{0,9}(?:\buntil\b|直到|直至).*/isu;

/** What a step has one do, without the condition it begins with. */
export function withoutCondition(text: string): string {
  const rest = text.replace(OPENINGS, '').replace(UNTIL, '').trim();
  return rest === '' ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** A condition as a statement: without the word that makes it one. `unless` turns it round, so it stays whole. */
export function asStatement(condition: string): string {
  return condition
    .replace(/^(?:如果|若是|若|倘若|假如|一旦|万一|如遇|如|当|(?:if|when|whenever|in case)\b\s*)/i, '')
    .trim();
}
