import type { Language } from '../core/index.ts';

/** Everything a command touches of the process it runs in, so that tests can give it another. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** The whole of standard input. */
  stdin(): Promise<string>;
  /** Asks a question on the terminal and gives the line that was typed; absent where there is nobody to ask. */
  ask?(question: string): Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True if standard output is a terminal: then there are colours, progress and source excerpts. */
  readonly isTerminal: boolean;
  readonly language: Language;
  /** 0 clean, 1 findings, 2 wrong use or an unreadable file. The highest code set wins. */
  setExitCode(code: 0 | 1 | 2): void;
  /** Aborts when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
}
