import { countTokens } from 'gpt-tokenizer/encoding/cl100k_base';

/** Without it, a text with the name of a special token is refused. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/** Counts tokens of `cl100k_base`; the names of special tokens count as text. */
export const countText = (text: string): number => countTokens(text, AS_TEXT);
