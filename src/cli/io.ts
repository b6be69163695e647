import type { Language } from '../core/index.ts';

/** The process that a command runs in, so that tests can give it another. */
export interface ProcessIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Replaces the line at the cursor of a terminal's standard error; not for text from outside. */
  status(text: string): void;
  /** The whole of standard input. */
  stdin(): Promise<string>;
  /** Asks a question on the terminal and resolves with the line typed; absent where no terminal is attached. */
  ask?(question: string): Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True if standard output is a terminal: then colours, progress and source excerpts are printed. */
  readonly isTerminal: boolean;
  readonly language: Language;
  /** 0 clean, 1 findings, 2 usage error or a file that cannot be read or written. The highest code set wins. */
  setExitCode(code: 0 | 1 | 2): void;
  /** Aborts when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Everything a command touches of its process. What it prints is escaped, so that no text from outside controls a terminal. */
export interface CliIo extends ProcessIo {
  /** Prints a document on standard output, which a pipe gets as it is. */
  document(text: string): void;
}

/** Runs one command line; a command that serves others runs them with it. */
export type RunCli = (args: readonly string[], version: string, io: ProcessIo) => Promise<void>;
