import { escapeControls } from '../core/index.ts';
import type { CliIo, ProcessIo } from './io.ts';

/** What a report may hold: line breaks and tabs, and on a terminal colors. */
const LINES = /(\r?\n|\t)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that begins a color
const COLORED_LINES = /(\r?\n|\t|\u001B\[[\d;]*m)/;

/** Text of several lines for a terminal: everything but line breaks, tabs and colors is escaped. */
export function escapeForTerminal(text: string): string {
  return escapeBetween(text, COLORED_LINES);
}

function escapeBetween(text: string, allowed: RegExp): string {
  return text
    .split(allowed)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeControls(piece)))
    .join('');
}

/**
 * The same process with a last check on what it prints: a log that a pipe writes is shown on a terminal, too. Reporters
 * and messages escape what they print; this covers whatever was forgotten. Only documents reach a pipe as they are.
 */
export function withEscapedOutput(io: ProcessIo): CliIo {
  const { isTerminal } = io;
  return {
    ...io,
    stdout: (text) => io.stdout(escapeBetween(text, isTerminal ? COLORED_LINES : LINES)),
    stderr: (text) => io.stderr(escapeForTerminal(text)),
    document: (text) => io.stdout(isTerminal ? escapeForTerminal(text) : text),
  };
}
