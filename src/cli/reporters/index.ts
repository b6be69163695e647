import { version } from '../../../package.json';
import { getRules } from '../commands/rules.ts';
import type { CliIo } from '../io.ts';
import { createGithubReporter } from './github.ts';
import { createGitlabReporter } from './gitlab.ts';
import { createJsonReporter } from './json.ts';
import { createJunitReporter } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { createSarifReporter } from './sarif.ts';
import { createTextReporter } from './text.ts';

/** The formats, as `--format` names them. */
export const FORMATS = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;

export type Format = (typeof FORMATS)[number];

export function createReporter(format: Format, io: CliIo): Reporter {
  switch (format) {
    case 'text':
      return createTextReporter({
        write: io.stdout,
        language: io.language,
        rich: io.isTerminal,
        colors: !io.env.NO_COLOR,
      });
    case 'json':
      return createJsonReporter(io.stdout);
    case 'sarif':
      return createSarifReporter(io.stdout, getRules(io), version);
    case 'gitlab':
      return createGitlabReporter(io.stdout);
    case 'junit':
      return createJunitReporter(io.stdout);
    case 'github':
      return createGithubReporter(io.stdout);
  }
}
