import { escapeJsonControls, renderMessage } from '../core/index.ts';
import { toFailure } from './fileFailure.ts';
import type { CliIo } from './io.ts';
import { describeUsageError } from './usageMessage.ts';

/** True if a command line asks for JSON on standard output, whether or not the rest of it can be understood. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  return options.some((option, at) => {
    return option === '--json' || option === '--format=json' || (option === '--format' && options[at + 1] === 'json');
  });
}

/** What a program gets instead of a result: `{"errors": [{"code", "severity", "message", …}]}`. */
export function printJsonErrors(errors: readonly object[], io: CliIo): void {
  io.stdout(`${escapeJsonControls(JSON.stringify({ errors }, undefined, 2))}\n`);
}

/** An error that ended a command, for `printJsonErrors`. */
export function toJsonError(error: unknown, io: CliIo): object {
  const { code, reason } = describeUsageError(toFailure(error, io.cwd));
  return { code, severity: 'error', message: renderMessage(reason, io.language) };
}
