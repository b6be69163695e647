import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { projectRoot } from '../vscode/environment.ts';

/** A regular expression and where it is written. */
export interface FoundPattern {
  readonly source: string;
  readonly flags: string;
  /** Path within the project, with the line. */
  readonly place: string;
}

/** The code that runs on texts from outside. */
const SOURCES = ['src/**/*.ts', 'webview/**/*.ts'];

/** Every regular expression that is written as a literal in the program. */
export function findLiterals(): readonly FoundPattern[] {
  return globSync(SOURCES, { cwd: projectRoot })
    .toSorted()
    .flatMap((path) => literalsIn(path));
}

function literalsIn(path: string): readonly FoundPattern[] {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const found: FoundPattern[] = [];
  const visitor = new Visitor({
    Literal: (node) => {
      if (!('regex' in node)) return;
      const line = text.slice(0, node.start).split('\n').length;
      found.push({
        source: node.regex.pattern,
        flags: node.regex.flags,
        place: `${path.replaceAll('\\', '/')}:${line}`,
      });
    },
  });
  visitor.visit(parseSync(path, text).program);
  return found;
}
