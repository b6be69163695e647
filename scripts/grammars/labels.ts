import type { Role } from '../../src/core/index.ts';
import { ROLE_NAMES, ROLES } from '../../src/core/parser/roles.ts';
import { labelWords, ORDINAL_STEP } from '../../src/core/parser/vocabulary.ts';

const space = '[ \\t]';
const number = `(?:${space}*[0-9０-９]+(?:\\.[0-9]+)*)`;
const numeral = '[0-9０-９一二三四五六七八九十]+';

/** Indentation, quote marks and a bullet: what may precede a label. */
const prefix = `${space}{0,3}(?:>${space}?)*(?:[-*+]${space}+)?`;

/** The roles whose numbered labels may lack the colon (`Thought 1 I need …`). */
const numberedRoles = ROLE_NAMES.filter((role) => ROLES[role].numbered === true);

/** The label words as the core reads them. */
const table = labelWords();

/** An Oniguruma alternation of a role's words, longest first, so that none hides another. */
function words(role: Role): string {
  return [...table[role]]
    .sort((a, b) => b.length - a.length)
    .map(wordPattern)
    .join('|');
}

function wordPattern(word: string): string {
  if (word === ORDINAL_STEP) return `第${space}?${numeral}${space}?步`;
  return word.replaceAll(' ', '[ \\t_-]?');
}

/** The tags in which models write calls and results are no labels. */
const notCallTag = '(?!(?i:tool[_-]?(?:call|input|output|result))>)';

const every = (roles: readonly Role[]): string => roles.map(words).join('|');

/** Matches a label of one role at a line's start; `labelCaptures` names its groups. */
export function labelOf(role: Role): string {
  const word = `((?i:${words(role)}))`;
  const bold = `(\\*\\*)${word}(${number})?${space}*(?:(\\*\\*)${space}*([:：])|([:：])${space}*(\\*\\*)|(\\*\\*)(?=${space}*$))`;
  const plain = `${word}(${number})?${space}*([:：])`;
  const tag = `(<)${notCallTag}${word}(>)`;
  const bare = numberedRoles.includes(role) ? `|${word}(${number})(?=${space}+[^ \\t:：])` : '';
  return `^(${prefix})(?:${bold}|${plain}|${tag}${bare})`;
}

/** The scopes of `labelOf`'s groups: prefix, bold, plain, tag, bare. */
export function labelScopes(wordScope: string): readonly string[] {
  const label = `${wordScope}.sop-shots`;
  const bold = 'punctuation.definition.bold.sop-shots';
  const colon = 'punctuation.separator.label.sop-shots';
  const count = 'constant.numeric.label.sop-shots';
  const tag = 'punctuation.definition.tag.sop-shots';
  return [
    'punctuation.definition.list.sop-shots',
    ...[bold, `markup.bold.sop-shots ${label}`, count, bold, colon, colon, bold, bold],
    ...[label, count, colon],
    ...[tag, label, tag],
    ...[label, count],
  ];
}

/** Matches, without consuming it, the start of a line that ends a block: any label, a separator or a heading. */
export function boundary(roles: readonly Role[]): string {
  const any = `(?i:${every(roles)})${number}?${space}*`;
  const bare = `(?i:${every(numberedRoles)})${number}${space}+[^ \\t:：]`;
  const bold = `\\*\\*${any}(?:\\*\\*${space}*[:：]|[:：]${space}*\\*\\*|\\*\\*${space}*$)`;
  const label = `${prefix}(?:${bold}|${any}[:：]|<${notCallTag}(?i:${every(roles)})>|${bare})`;
  return `${label}|${separatorLine}|${headingStart}`;
}

export const separatorLine = `${space}*(?:-(?:${space}*-){2,}|\\*(?:${space}*\\*){2,})${space}*$`;
export const headingStart = `${space}{0,3}(?:>${space}?)*#{1,6}(?!#)${space}*[^ \\t#]`;

/** The closing tag of any labelled block written as `<Thought>…</Thought>`. */
export function closingTag(roles: readonly Role[]): string {
  return `(</)((?i:${every(roles)}))(>)`;
}
