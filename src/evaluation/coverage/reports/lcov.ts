import { type CoveredDeclaration, type CoveredStatement, type FileCoverage, toFileCoverage } from '../fileCoverage.ts';
import type { ReportInput } from './report.ts';

/** The format of lcov: a line per step or parameter, branches for conditions and values, functions for sections and tools. */
export function lcovReport({ coverage, language, pathOf }: ReportInput): string {
  return toFileCoverage(coverage, language)
    .map((file) => record(file, pathOf(file.uri)))
    .join('');
}

function record({ statements, declarations }: FileCoverage, path: string): string {
  const lines = linesOf(statements);
  const branches = statements.flatMap(branchLines);
  const lcov = [
    'TN:',
    `SF:${path}`,
    ...declarations.map((declaration) => `FN:${lineOf(declaration)},${nameOf(declaration)}`),
    ...declarations.map((declaration) => `FNDA:${declaration.count},${nameOf(declaration)}`),
    `FNF:${declarations.length}`,
    `FNH:${declarations.filter(({ count }) => count > 0).length}`,
    ...branches.map(({ text }) => text),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ isTaken }) => isTaken).length}`,
    ...[...lines].map(([line, count]) => `DA:${line},${count}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((count) => count > 0).length}`,
    'end_of_record',
  ];
  return `${lcov.join('\n')}\n`;
}

/** Several steps on one line: the line is covered as often as the one that is covered least. */
function linesOf(statements: readonly CoveredStatement[]): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const statement of statements) {
    const line = lineOf(statement);
    lines.set(line, Math.min(lines.get(line) ?? statement.count, statement.count));
  }
  return lines;
}

function branchLines({ branches, count }: CoveredStatement, block: number) {
  return branches.map((branch, index) => ({
    text: `BRDA:${lineOf(branch)},${block},${index},${count + branch.count === 0 ? '-' : branch.count}`,
    isTaken: branch.count > 0,
  }));
}

function lineOf({ range }: Pick<CoveredStatement, 'range'>): number {
  return range.start.line + 1;
}

/** A name in lcov ends with its line. */
function nameOf({ name }: CoveredDeclaration): string {
  const line = name.replace(/[\r\n]+/g, ' ').trim();
  return line === '' ? '-' : line;
}
