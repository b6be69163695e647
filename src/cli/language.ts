import { type Language, toLanguage } from '../core/index.ts';

/**
 * The output language: `--lang` anywhere on the command line, else the locale of the environment.
 * It is detected before the arguments are parsed, because the help text depends on it.
 */
export function detectLanguage(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  if (at !== -1) return toLanguage(argv[at]?.split('=')[1] ?? argv[at + 1]);
  return toLanguage(env.LC_ALL || env.LC_MESSAGES || env.LANG);
}
