import { BPE, Tokenizer } from '@huggingface/tokenizers';
import { isObject, type JsonObject } from '../../../core/index.ts';
import { createWordMerges } from './wordMerges.ts';

/**
 * Counts tokens with the content of a tokenizer.json. Its special tokens are taken out of the table of added tokens, so
 * that their names count as text. Throws if the file uses something that the package does not know.
 */
export function createFileCounter(content: JsonObject): (text: string) => number {
  const { added_tokens: added } = content;
  const kept = Array.isArray(added) ? added.filter((token) => !isObject(token) || token.special !== true) : [];
  const tokenizer = new Tokenizer({ ...content, added_tokens: kept }, {});
  if (tokenizer.model instanceof BPE) mergeFaster(tokenizer.model);
  const options = { add_special_tokens: false };
  return (text) => (text === '' ? 0 : tokenizer.encode(text, options).ids.length);
}

/** The package writes JSON for each pair it looks up: five times as long. Words with suffixes stay with it. */
function mergeFaster(model: BPE): void {
  if (model.end_of_word_suffix || model.continuing_subword_suffix) return;
  // Symbols of a vocabulary contain no space, since tokenizers replace it.
  const ranks = new Map(model.merges.map(([left, right], rank) => [`${left} ${right}`, rank]));
  model.bpe = createWordMerges((left, right) => ranks.get(`${left} ${right}`));
}
