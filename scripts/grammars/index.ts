/** Writes the grammars and language configurations: `node scripts/grammars/index.ts`. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shotsConfiguration, sopConfiguration } from './configuration.ts';
import { fenceGrammar } from './fence.ts';
import { shotsGrammar } from './shots.ts';
import { sopGrammar } from './sop.ts';

/** Every generated file by its path in the project. */
export const generated: Readonly<Record<string, unknown>> = {
  'syntaxes/sop-shots.tmLanguage.json': shotsGrammar,
  'syntaxes/sop.tmLanguage.json': sopGrammar,
  'syntaxes/shots-fence.tmLanguage.json': fenceGrammar,
  'language-configuration.shots.json': shotsConfiguration,
  'language-configuration.sop.json': sopConfiguration,
};

function writeAll(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const [path, content] of Object.entries(generated)) {
    writeFileSync(`${root}${path}`, `${JSON.stringify(content, null, 2)}\n`);
  }
  execFileSync(`${root}node_modules/.bin/biome`, ['format', '--write', ...Object.keys(generated)], { cwd: root });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeAll();
