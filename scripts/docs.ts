/** Writes what follows from the rules into the documentation and the schema of the project file. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../src/core/lint/rules/index.ts';
import { generatedFiles, ROOT } from './docs/files.ts';

const registered = new Set(rules.map(({ id }) => `${id}.ts`));
const files = readdirSync(join(ROOT, 'src/core/lint/rules')).filter((name) => name !== 'index.ts');
const unregistered = files.filter((name) => !registered.has(name));
if (unregistered.length > 0) {
  console.error(`Not registered in src/core/lint/rules/index.ts: ${unregistered.join(', ')}`);
  process.exit(1);
}

for (const { path, current, expected } of generatedFiles()) {
  if (expected === undefined) throw new Error(`${path} has no place for its generated part.`);
  if (expected === current) continue;
  writeFileSync(join(ROOT, path), expected);
  console.log(`wrote ${path}`);
}
