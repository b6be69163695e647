import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../src/core/lint/lintResult.ts';

/** One fixture of a rule: a file to lint, what is beside it, and what it says must be found in it. */
export interface RuleFixture {
  readonly rule: string;
  /** `valid`, `invalid` or either with a hyphen and a word. */
  readonly name: string;
  readonly path: string;
  /** The name of the linted file in its workspace. */
  readonly file: string;
  /** The text without the expectations after it. */
  readonly text: string;
  readonly expected: readonly string[];
  /** Every file of the workspace, the linted one included. */
  readonly files: Readonly<Record<string, string>>;
  /** The text after all fixes, where there are any. */
  readonly fixed: string | undefined;
}

const FOLDER = fileURLToPath(new URL('../fixtures/rules/', import.meta.url));
const CASE = /^((?:in)?valid(?:-[\w-]+)?)\.(shots\.md|sop\.md|tools\.json|tools\.yaml|sop-shots\.yaml|md)$/;
const EXPECT = '<!-- expect';

/** The folders of fixtures, one a rule. */
export function fixtureFolders(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads the fixtures of a rule. After the text to lint come the expectations: one line per finding, with rule,
 * range (lines and columns counted from one), English and Chinese message.
 *
 *     <!-- expect
 *     empty-block 2:1-2:11 | `Think` is empty. | `Think` 的内容为空。
 *     -->
 *
 * Files of the folder above are in the workspace of every fixture that names them.
 */
export function ruleFixtures(rule: string): readonly RuleFixture[] {
  const folder = `${FOLDER}${rule}/`;
  const names = readdirSync(folder).sort();
  const beside = names.filter((name) => !CASE.test(name) && !name.includes('.fixed.'));
  return names.flatMap((name): readonly RuleFixture[] => {
    const [, title, suffix] = CASE.exec(name) ?? [];
    if (title === undefined || suffix === undefined) return [];
    const { text, expected } = splitExpectations(readFileSync(folder + name, 'utf8'));
    const file = suffix === 'sop-shots.yaml' ? suffix : `case.${suffix}`;
    const own = Object.fromEntries(beside.map((other) => [other, readFileSync(folder + other, 'utf8')]));
    const files = { ...sharedFiles([text, ...Object.values(own)]), ...own, [file]: text };
    const fixedName = `${title}.fixed.${suffix}`;
    const fixed = names.includes(fixedName) ? readFileSync(folder + fixedName, 'utf8') : undefined;
    return [{ rule, name: title, path: folder + name, file, text, expected, files, fixed }];
  });
}

/** The expectations that say what was found, in both languages. */
export function expectationsOf(english: readonly Diagnostic[], chinese: readonly Diagnostic[]): readonly string[] {
  return english.map(({ rule, range, message }, index) => {
    const place = ({ line, character }: { line: number; character: number }) => `${line + 1}:${character + 1}`;
    return `${rule} ${place(range.start)}-${place(range.end)} | ${message} | ${chinese[index]?.message ?? ''}`;
  });
}

/** A fixture's whole file: the text and what is expected of it. */
export function withExpectations(text: string, expected: readonly string[]): string {
  return expected.length === 0 ? text : `${text}${EXPECT}\n${expected.join('\n')}\n-->\n`;
}

function splitExpectations(whole: string): { readonly text: string; readonly expected: readonly string[] } {
  const at = whole.lastIndexOf(EXPECT);
  if (at === -1) return { text: whole, expected: [] };
  const lines = whole.slice(at).split('\n').slice(1);
  return { text: whole.slice(0, at), expected: lines.slice(0, lines.indexOf('-->')) };
}

function sharedFiles(texts: readonly string[]): Readonly<Record<string, string>> {
  const shared = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isFile());
  const named = shared.filter(({ name }) => texts.some((text) => text.includes(name)));
  return Object.fromEntries(named.map(({ name }) => [name, readFileSync(FOLDER + name, 'utf8')]));
}
