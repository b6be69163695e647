const ELLIPSIS = /^(?:[….。·⋯]\s*){3,}$|^[…⋯]+$/u;
const BRACKETED = /^(?:\[[^\]\n]*\]|【[^】\n]*】|［[^］\n]*］)$/u;
const LEFT_OUT = /^[（(]?\s*(?:略|省略|omitted|etc\.?)\s*[）)]?$/iu;
const SLOT = /^(?:<(?!!)[^<>\n]+>|＜[^＜＞\n]+＞|\{[^{}\n]+\}|\{\{[^{}\n]+\}\}|\$\{[^{}\n]+\}|\$\{\{[^{}\n]+\}\})$/u;
const SLOTS = /^(?:(?:\{[^{}\n]+\}|\{\{[^{}\n]+\}\}|\$\{[^{}\n]+\})\s*){2,}$/u;

/** The request of the description of the ReAct format that agents of LangChain and Qwen are given. */
const FORMAT_REQUEST =
  /^(?:["“](?:the )?question here["”]|the input question you must answer[.。]?|[你您]必须回答的输入问题[.。]?)$/i;

/** The first line of an example that says what to write: `${{Question with a calculation}}`. */
const FORMAT_SLOT = /^\$\{\{[^{}\n]+\}\}$/;

/** The thoughts and actions of such descriptions. */
const FORMAT_TEXT =
  /^(?:the input question you must answer|you should always think about what to do|Do I need to use a tool\b|the action to take\b|the (?:tool|function) to (?:use|call)\b|你应该|需要采取的行动|要采取的行动|要使用的工具|你必须回答的输入问题|您必须回答的输入问题)/i;

/** True for a line that represents something left out: `……`, `...`, `[another example]`, `（略）`. */
export function isElidedText(line: string): boolean {
  const text = line.trim();
  return ELLIPSIS.test(text) || BRACKETED.test(text) || LEFT_OUT.test(text);
}

/** True for the request of a description of the format. */
export function isFormatRequest(line: string): boolean {
  const first = line.trim().split(/[\r\n]/, 1)[0] ?? '';
  return FORMAT_REQUEST.test(first) || FORMAT_SLOT.test(first);
}

/** True for what a description of the format says instead of a thought or an action. */
export function isFormatText(line: string): boolean {
  return FORMAT_TEXT.test(line.trim());
}

/** True for a line that represents other shots where a request would be: only `[…]`, an ellipsis, or the format itself. */
export function isElidedRequest(line: string): boolean {
  const text = line.trim();
  return BRACKETED.test(text) || ELLIPSIS.test(text) || FORMAT_REQUEST.test(text) || FORMAT_SLOT.test(text);
}

/** True for a request that a template fills in. */
export function isTemplateText(text: string): boolean {
  return /\{%-? ?\w|\{\{[^{}\n]{1,200}\}\}/.test(text);
}

/** True for text of nothing but placeholders: `<User request>`, `{input}`, `{{input}}`, `{input}` with `{history}`. */
export function isSlotText(line: string): boolean {
  const text = line.includes('{%') ? line.replace(/\{%[^{}\n]{0,200}%\}/g, '').trim() : line.trim();
  return SLOT.test(text) || SLOTS.test(text);
}

/** True for the place of a request in a template, with the fields that are filled in after it: `{input}`, `Notes:{notes}`. */
export function isOpenRequest(text: string): boolean {
  const [first = '', ...rest] = text.trim().split(/\r\n?|\n/);
  return isSlotText(first) && rest.every(isOpenLine);
}

function isOpenLine(line: string): boolean {
  const field = /^[^:：]{0,60}[:：]/.exec(line)?.[0] ?? '';
  const value = line.slice(field.length);
  return value.trim() === '' || isSlotText(value);
}

/** The codes of the characters that an elided request or an open slot can begin with. */
const OPENERS: ReadonlySet<number> = new Set(
  [...'[【［….。·⋯<＜{$tT你您"“'].map((character) => character.charCodeAt(0)),
);

/** False if no line that begins with the character is an elided request or the text of a slot. */
export function canStartPlaceholder(code: number): boolean {
  return OPENERS.has(code) || code <= 0x20 || (code > 0x7f && code <= 0x3000) || code === 0xfeff;
}
