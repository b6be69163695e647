import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import { type PriceTable, readPriceTable } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  prices: { en: '"{path}" is not a valid price table', 'zh-CN': '“{path}”不是有效的价格表' },
});

/** Reads the price table of `--prices`. */
export async function readPrices(path: string, { cwd }: CliIo): Promise<PriceTable> {
  try {
    const { table, wrong } = readPriceTable(JSON.parse(await readFile(resolve(cwd, path), 'utf8')));
    if (wrong.length === 0) return table;
  } catch {
    // An unreadable file and an invalid one give the same error.
  }
  throw new UsageError(say('prices', { path }));
}
