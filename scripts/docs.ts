/** Writes what follows from the rules into the documentation and the schema of the project file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, ROOT } from './docs/files.ts';

for (const { path, current, wanted } of generatedFiles()) {
  if (wanted === undefined) throw new Error(`${path} has no place for its generated part.`);
  if (wanted === current) continue;
  writeFileSync(join(ROOT, path), wanted);
  console.log(`wrote ${path}`);
}
