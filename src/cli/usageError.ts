import type { Message } from '../core/index.ts';

/** The user asked for something that cannot be done: told on standard error, exit code 2. */
export class UsageError extends Error {
  readonly reason: Message;

  constructor(reason: Message) {
    super(reason.text.en);
    this.reason = reason;
  }
}
