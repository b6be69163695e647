import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../files/index.ts';
import { getShippedTemplates, getTemplatePath, TEMPLATE_NAMES } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';

/** Writes the shipped templates where a workspace may change them. Those that are there already are left alone. */
export async function writeTemplates(io: CliIo): Promise<void> {
  for (const language of ['en', 'zh-CN'] as const) {
    const shipped = getShippedTemplates(language);
    for (const name of TEMPLATE_NAMES) {
      const file = getTemplatePath(name, language);
      const path = join(io.cwd, file);
      if (existsSync(path)) continue;
      await replaceFile(path, shipped[name], { expected: null });
      io.stdout(`${file}\n`);
    }
  }
}
