const ELLIPSIS = /^(?:[….。·⋯]\s*){3,}$|^[…⋯]+$/u;
const BRACKETED = /^(?:\[[^\]\n]*\]|【[^】\n]*】|［[^］\n]*］)$/u;
const LEFT_OUT = /^[（(]?\s*(?:略|省略|omitted|etc\.?)\s*[）)]?$/iu;
const SLOT = /^(?:<(?!!)[^<>\n]+>|＜[^＜＞\n]+＞|\{[^{}\n]+\}|\{\{[^{}\n]+\}\}|\$\{[^{}\n]+\})$/u;

/** True for a line that stands for something left out: `……`, `...`, `[another example]`, `（略）`. */
export function isElidedText(line: string): boolean {
  const text = line.trim();
  return ELLIPSIS.test(text) || BRACKETED.test(text) || LEFT_OUT.test(text);
}

/** True for a line that stands for other shots where a request would be: only `[…]`, or an ellipsis. */
export function isElidedRequest(line: string): boolean {
  const text = line.trim();
  return BRACKETED.test(text) || ELLIPSIS.test(text);
}

/** True for text that is only the place of something: `<User request>`, `{input}`, `{{input}}`. */
export function isSlotText(line: string): boolean {
  return SLOT.test(line.trim());
}

/** The codes of the characters that what stands for other shots, or for the place of a request, can begin with. */
const OPENERS: ReadonlySet<number> = new Set([...'[【［….。·⋯<＜{$'].map((character) => character.charCodeAt(0)));

/** False if a line that begins with the character is neither an elided request nor the text of a slot. */
export function opensStandIn(code: number): boolean {
  return OPENERS.has(code) || code <= 0x20 || (code > 0x7f && code <= 0x3000) || code === 0xfeff;
}
