/**
 * Prints a table of the procedure fixtures: how many facts of each expected graph are read, and what differs.
 *
 *     node scripts/procedureReadings.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { flowText, readFlowFixture } from '../test/support/flowText.ts';

const folder = new URL('../test/fixtures/procedures/', import.meta.url);

console.log('| fixture | steps | edges | other facts | differs |\n|---|---|---|---|---|');
for (const group of ['constructs', 'cases', 'trades']) {
  const files = readdirSync(new URL(`${group}/`, folder)).filter((name) => name.endsWith('.sop.md'));
  for (const file of files) console.log(row(`${group}/${file}`));
}

/** One line of the table: expected facts, and how many of them are read. */
function row(path: string): string {
  const { text, expected } = readFlowFixture(readFileSync(new URL(path, folder), 'utf8'));
  const wanted = factsOf(expected);
  const read = factsOf(flowText(text));
  const cells = (['step', 'edge', 'other'] as const).map((kind) => {
    const facts = wanted.filter((fact) => kindOf(fact) === kind);
    return `${facts.filter((fact) => read.includes(fact)).length}/${facts.length}`;
  });
  const differing = [
    ...wanted.filter((fact) => !read.includes(fact)).map((fact) => `- ${fact}`),
    ...read.filter((fact) => !wanted.includes(fact)).map((fact) => `+ ${fact}`),
  ];
  return `| ${path} | ${cells.join(' | ')} | ${differing.join('; ').replaceAll('|', '¦')} |`;
}

function factsOf(graph: string): readonly string[] {
  return graph.split('\n').filter((line) => line !== '');
}

function kindOf(fact: string): 'step' | 'edge' | 'other' {
  if (/^\S+ (?:step|call): /.test(fact)) return 'step';
  return fact.includes(' -> ') ? 'edge' : 'other';
}
