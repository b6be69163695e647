/** Creates a rule that works, with its fixtures, page, example and registration: `npm run new-rule <id>`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './docs/files.ts';
import { ruleFiles, withRegistration } from './docs/newRuleFiles.ts';

const INDEX = 'src/core/lint/rules/index.ts';

const [id = ''] = process.argv.slice(2);
if (!/^[a-z]+(?:-[a-z]+)*$/.test(id)) fail('Usage: npm run new-rule <id>, where the id is in kebab-case.');
const files = ruleFiles(id);
const taken = Object.keys(files).find((path) => existsSync(join(ROOT, path)));
if (taken !== undefined) fail(`${taken} already exists.`);

for (const [path, text] of Object.entries(files)) write(path, text);
write(INDEX, withRegistration(readFileSync(join(ROOT, INDEX), 'utf8'), id));
execFileSync(process.execPath, [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', INDEX], {
  cwd: ROOT,
  stdio: 'inherit',
});
execFileSync(process.execPath, [join(ROOT, 'scripts/docs.ts')], { cwd: ROOT, stdio: 'inherit' });
console.log('Now change the check, the texts and the fixtures, and run: npx vitest run test/core/lint test/drift');

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  console.log(`wrote ${path}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
