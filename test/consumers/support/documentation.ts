import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A table in English and Chinese. */
export interface Table {
  readonly en: readonly string[];
  readonly 'zh-CN': readonly string[];
}

/** Replaces a generated table of `docs/lora.md` and its translation, if `SOP_SHOTS_WRITE_TABLES` is set. */
export async function replaceTable(name: string, table: Table): Promise<void> {
  if (process.env.SOP_SHOTS_WRITE_TABLES === undefined) return;
  await replaceLines('docs/lora.md', name, table.en);
  await replaceLines('docs/zh-CN/lora.md', name, table['zh-CN']);
}

async function replaceLines(page: string, name: string, lines: readonly string[]): Promise<void> {
  const path = fileURLToPath(new URL(`../../../${page}`, import.meta.url));
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = await readFile(path, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`${page} has no markers ${start} and ${end}`);
  await writeFile(path, `${text.slice(0, from + start.length)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`);
}
