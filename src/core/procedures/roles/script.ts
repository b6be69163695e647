import type { Part } from './role.ts';

const SCRIPT = /\bscript$|^(?:call|conversation|dialogue|phone) flow$/i;

/** True for items below the title of a script: its sentences are said one after another. */
export function isInScript(part: Part): boolean {
  for (let at: Part | undefined = part; at !== undefined; at = at.parent) {
    if (at.node.form === 'heading' && SCRIPT.test(at.words.text.trim())) return true;
  }
  return false;
}

/** Words of a script that nobody has set in quotation marks are one thing that is said. */
export function isLine(part: Part): boolean {
  const { node, words, children, parent } = part;
  // Above the sections of a script a sentence says what it is for.
  if (parent?.children.some((child) => child.node.form === 'heading')) return false;
  return node.form === 'paragraph' && children.length === 0 && !ASIDE.test(words.text) && isInScript(part);
}

/** `(If they named a time, write it down.)` and `If they agree, …` tell the speaker what to do. */
const ASIDE = /^[([]|^\**(?:if|when|once|note)\b/i;
