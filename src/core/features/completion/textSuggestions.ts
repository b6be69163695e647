import { blockText } from '../../model/blockText.ts';
import { shotAt } from '../../model/lookup.ts';
import { ROLES, type Role } from '../../parser/roles.ts';
import type { ShotsContext } from '../context.ts';

/** Blocks in which somebody other than the agent speaks. */

const QUOTED = /“([^”\n]{1,80})”|「([^」\n]{1,80})」|"([^"\n]{1,80})"/g;

/** Numbers of orders, telephones, dates and times: what is copied from what was said. */
const TOKEN =
  /(?<![\p{L}\p{N}])(?=[\w.:/+@-]{0,61}\d)[\p{Script=Latin}\d][\w.:/+@-]{1,60}[\p{Script=Latin}\d]|周[一二三四五六日天]|星期[一二三四五六日天]/gu;

const CLAUSE = /[^，。；！？、：“”「」…,.;!?:"()（）\s][^，。；！？、：“”「」…,.;!?:"()（）\n]+/g;

/** The longest clause offered, in UTF-16 units: a part of one would break off within a word, so a longer one is none. */
const MAX_CLAUSE = 60;

/** The most strings offered, and the longest text that is looked through, in UTF-16 units. */
const MAX_STRINGS = 20;
const MAX_TEXT = 20_000;

/**
 * What the user or an observation said earlier in the shot and may be an argument: what is quoted, what looks like a
 * number or date, and clauses. The latest first.
 */
export function getTextSuggestions({ subject }: ShotsContext, offset: number): readonly string[] {
  const { document } = subject;
  const shot = shotAt(document, offset) ?? document.shots.findLast(({ start }) => start <= offset);
  const heard = (shot?.blocks ?? []).filter((block) => isHeard(block.role) && block.content.end <= offset);
  const tokens: string[] = [];
  const clauses: string[] = [];
  for (const block of [...heard].reverse()) {
    const text = blockText(document.tree, block).text.slice(0, MAX_TEXT);
    tokens.push(...[...text.matchAll(QUOTED)].map((match) => match[1] ?? match[2] ?? match[3] ?? ''));
    tokens.push(...[...text.matchAll(TOKEN)].map(([token]) => token));
    clauses.push(
      ...[...text.matchAll(CLAUSE)].map(([clause]) => clause.trim()).filter(({ length }) => length <= MAX_CLAUSE),
    );
    if (tokens.length >= MAX_STRINGS) break;
  }
  const all = [...tokens, ...clauses].map((text) => text.trim()).filter((text) => text.length > 1);
  return [...new Set(all)].slice(0, MAX_STRINGS);
}

/** True for the blocks whose words a call can repeat: those that give facts, and what was said to the user. */
function isHeard(role: Role): boolean {
  return ROLES[role].givesFacts === true || role === 'answer';
}
