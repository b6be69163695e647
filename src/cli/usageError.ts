import type { Message } from '../core/index.ts';

/** The user asked for something that cannot be done: printed on standard error, exit code 2. */
export class UsageError extends Error {
  readonly reason: Message;
  /** A stable code for programs. */
  readonly code: string;

  constructor(reason: Message, code = 'usage') {
    super(reason.text.en);
    this.reason = reason;
    this.code = code;
  }
}
