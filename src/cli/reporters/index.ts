import { version } from '../../../package.json';
import { knownRules } from '../commands/rules.ts';
import type { CliIo } from '../io.ts';
import { githubReporter } from './github.ts';
import { jsonReporter } from './json.ts';
import type { Reporter } from './reporter.ts';
import { sarifReporter } from './sarif.ts';
import { textReporter } from './text.ts';

export type Format = 'text' | 'json' | 'sarif' | 'github';

export function createReporter(format: Format, io: CliIo): Reporter {
  switch (format) {
    case 'text':
      return textReporter({ write: io.stdout, language: io.language, rich: io.isTerminal, colors: !io.env.NO_COLOR });
    case 'json':
      return jsonReporter(io.stdout);
    case 'sarif':
      return sarifReporter(io.stdout, knownRules(io), version);
    case 'github':
      return githubReporter(io.stdout);
  }
}
