import { parse, resolve } from 'node:path';
import { loadTokenCounter, TOKENIZER_MODULES, type TokenCounter } from '../datasets/index.ts';
import type { CliIo } from './io.ts';
import { readTextFile } from './readTextFile.ts';
import { UsageError } from './usageError.ts';

/** The counter of `--tokenizer`: an encoding, or the path of a tokenizer.json. */
export async function loadCounter(choice: string, io: CliIo): Promise<TokenCounter> {
  const loaded = await loadTokenCounter(choice, TOKENIZER_MODULES, (path) => readAnywhere(resolve(io.cwd, path)));
  if (!loaded.ok) throw new UsageError(loaded.problem, loaded.code);
  return loaded.counter;
}

/** Reads a file that the user names, wherever it is. */
export function readAnywhere(path: string): ReturnType<typeof readTextFile> {
  return readTextFile(path, [parse(path).root]);
}
