import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/** Without it, a text with the name of a special token is refused. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/** Counts tokens of `o200k_base`; the names of special tokens count as text. */
export const countText = (text: string): number => countTokens(text, AS_TEXT);
