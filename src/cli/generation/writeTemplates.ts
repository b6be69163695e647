import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shippedTemplates, templateFile, templateNames } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';

/** Writes the shipped templates where a workspace may change them. Those that are there already are left alone. */
export async function writeTemplates(io: CliIo): Promise<void> {
  for (const language of ['en', 'zh-CN'] as const) {
    const shipped = shippedTemplates(language);
    for (const name of templateNames) {
      const file = templateFile(name, language);
      const path = join(io.cwd, file);
      if (existsSync(path)) continue;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, shipped[name]);
      io.stdout(`${file}\n`);
    }
  }
}
