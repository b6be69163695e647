import { type Language, languageOf } from '../core/index.ts';

/**
 * The language to speak: `--lang` anywhere on the command line, else the locale of the environment.
 * It is found before the arguments are parsed because the help text depends on it too.
 */
export function languageFor(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  if (at !== -1) return languageOf(argv[at]?.split('=')[1] ?? argv[at + 1]);
  return languageOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
}
