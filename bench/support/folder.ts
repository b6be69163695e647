import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateDocument } from './document.ts';
import { TOOLS } from './tools.ts';

const FILES_PER_FOLDER = 100;

/** Writes a folder of shots documents of everyday size, with one tool file for all. */
export async function writeDocuments(folder: string, documents: number, calls: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'all.tools.json'), JSON.stringify(TOOLS));
  const text = generateDocument({ calls, wrong: 0, bytes: calls * 250 }).replace(
    './bench.tools.json',
    '../all.tools.json',
  );
  for (let index = 0; index < documents; index++) {
    const inner = join(folder, `part-${Math.floor(index / FILES_PER_FOLDER)}`);
    if (index % FILES_PER_FOLDER === 0) await mkdir(inner, { recursive: true });
    await writeFile(join(inner, `document-${index}.shots.md`), text.replace('**User**: ', `**User**: ${index} `));
  }
}
