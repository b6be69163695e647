import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of real texts and calls that some tests measure against, or undefined: it is not part of the project,
 * and every test passes without it. SOP_SHOTS_CORPUS names it; else it may lie beside the project.
 */
export const corpusFolder: string | undefined = [
  process.env.SOP_SHOTS_CORPUS,
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url)),
].find((folder) => folder !== undefined && folder !== '' && existsSync(folder));
