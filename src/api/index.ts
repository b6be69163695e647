/** The entry for programs: `import { lint } from 'sop-shots'`. Nothing is printed, and nothing is sent anywhere. */
import { version as packageVersion } from '../../package.json';
import { getRules } from '../cli/commands/rules.ts';
import type { CliIo } from '../cli/io.ts';
import { type LintRun, runLint } from '../cli/lintRun.ts';
import type { CommonOptions, LintOptions, LintReport, RuleDescription, TextOptions } from './types.ts';

export type * from './types.ts';

/** The version of the package. */
export const version: string = packageVersion;

/** Something that was asked for cannot be done, such as a path that does not exist. */
export class SopShotsError extends Error {
  /** The messages, one line each, with their codes in brackets. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SopShotsError';
    this.problems = problems;
  }
}

/** Checks files, folders or globs. Throws a `SopShotsError` if one of them cannot be read or written. */
export async function lint(options: LintOptions = {}): Promise<LintReport> {
  const { stdout } = await run(
    { ...toRun(options), paths: options.paths ?? ['.'], fix: options.fix === true },
    options,
  );
  return JSON.parse(stdout) as LintReport;
}

/** Checks a text as if it were the file `filename`. */
export async function lintText(text: string, options: TextOptions = {}): Promise<LintReport> {
  const { stdout } = await run({ ...toRun(options), stdinFilename: options.filename ?? DEFAULT_NAME }, options, text);
  return JSON.parse(stdout) as LintReport;
}

/** Applies the fixes that do not change the meaning to a text. */
export async function fixText(text: string, options: TextOptions = {}): Promise<string> {
  const named = { ...toRun(options), stdinFilename: options.filename ?? DEFAULT_NAME, fix: true };
  const { stdout } = await run(named, options, text);
  return stdout;
}

/** Every rule, with its summary in the language asked for. */
export function listRules({ language = 'en' }: CommonOptions = {}): readonly RuleDescription[] {
  return getRules({ language }).map(({ id, group, summary, defaultSeverity }) => ({
    id,
    group,
    summary,
    defaultSeverity,
  }));
}

const DEFAULT_NAME = 'stdin.shots.md';

function toRun({ rules = {}, tools = [] }: Pick<LintOptions, 'rules' | 'tools'>): LintRun {
  return {
    paths: [],
    format: 'json',
    fix: false,
    rules,
    tools,
    maxWarnings: undefined,
    stdinFilename: undefined,
    quiet: false,
    changedSince: undefined,
    nearDuplicates: false,
    cache: undefined,
  };
}

async function run(run: LintRun, { cwd, language = 'en' }: CommonOptions, stdin = ''): Promise<{ stdout: string }> {
  let stdout = '';
  let stderr = '';
  let code = 0;
  const print = (text: string): void => {
    stdout += text;
  };
  const io: CliIo = {
    stdout: print,
    document: print,
    stderr: (text) => {
      stderr += text;
    },
    status: () => {},
    stdin: async () => stdin,
    cwd: cwd ?? process.cwd(),
    env: {},
    isTerminal: false,
    language,
    setExitCode: (next) => {
      code = Math.max(code, next);
    },
    signal: new AbortController().signal,
  };
  try {
    await runLint(run, io);
  } catch (error) {
    throw new SopShotsError([error instanceof Error ? error.message : String(error)]);
  }
  if (code === 2) throw new SopShotsError(stderr.trimEnd().split('\n'));
  return { stdout };
}
