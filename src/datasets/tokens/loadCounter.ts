import {
  defineMessages,
  type LoadedCounter,
  type Message,
  type ReadResult,
  readFailureMessage,
} from '../../core/index.ts';
import { createCounter, withMemory } from './createCounter.ts';
import { isEncoding, type TokenizerModules } from './modules.ts';
import { readTokenizerContent, toUnsupported } from './tokenizerContent.ts';

const say = defineMessages({
  file: { en: 'cannot count tokens with {path}: {reason}', 'zh-CN': '无法用 {path} 计算 token 数：{reason}' },
});

/** The code of the error for a tokenizer file that cannot be used. */
const TOKENIZER_FILE = 'tokenizer-file';

export type { LoadedCounter } from '../../core/index.ts';

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

/** Counters of encodings and tokenizer files; each is loaded once. */
export interface Tokenizers {
  load(choice: string): Promise<LoadedCounter>;
}

/** Keeps what was loaded. `readFile` reads a tokenizer file. */
export function createTokenizers(
  modules: TokenizerModules,
  readFile: (path: string) => Promise<ReadResult>,
): Tokenizers {
  const loaded = new Map<string, Promise<LoadedCounter>>();
  return {
    load: (choice) => {
      const counter = loaded.get(choice) ?? loadTokenCounter(choice, modules, readFile);
      loaded.set(choice, counter);
      // A file that could not be used may have been replaced when it is chosen again.
      const drop = () => void loaded.delete(choice);
      void counter.then(({ ok }) => (ok ? undefined : drop()), drop);
      return counter;
    },
  };
}
