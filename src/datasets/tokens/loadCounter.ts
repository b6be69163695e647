import { defineMessages, type Message, type ReadResult, readFailureMessage } from '../../core/index.ts';
import { createCounter, withMemory } from './createCounter.ts';
import { isEncoding, type TokenizerModules } from './modules.ts';
import type { TokenCounter } from './tokenCounter.ts';
import { readTokenizerContent, toUnsupported } from './tokenizerContent.ts';

const say = defineMessages({
  file: { en: 'cannot count tokens with {path}: {reason}', 'zh-CN': '无法用 {path} 计算 token 数：{reason}' },
});

/** The code of the error for a tokenizer file that cannot be used. */
export const TOKENIZER_FILE = 'tokenizer-file';

/** A counter, or why there is none. */
export type LoadedCounter =
  | { readonly ok: true; readonly counter: TokenCounter }
  | { readonly ok: false; readonly code: typeof TOKENIZER_FILE; readonly problem: Message };

/** Loads the counter of an encoding, or of the tokenizer.json at a path. */
export async function loadTokenCounter(
  choice: string,
  modules: TokenizerModules,
  readFile: (path: string) => Promise<ReadResult>,
): Promise<LoadedCounter> {
  if (isEncoding(choice)) {
    const { countText } = await modules.encoding(choice);
    return { ok: true, counter: withMemory(createCounter(choice, countText)) };
  }
  const refuse = (reason: Message): LoadedCounter => {
    return { ok: false, code: TOKENIZER_FILE, problem: say('file', { path: choice, reason }) };
  };
  const read = await readFile(choice);
  if (!read.ok) return refuse(readFailureMessage(read.reason));
  const parsed = readTokenizerContent(read.text);
  if (!parsed.ok) return refuse(parsed.problem);
  const { createFileCounter } = await modules.tokenizerFile();
  try {
    const name = choice.split(/[\\/]/).at(-1) ?? choice;
    return { ok: true, counter: withMemory(createCounter(name, createFileCounter(parsed.content))) };
  } catch (error) {
    return refuse(toUnsupported(error));
  }
}
