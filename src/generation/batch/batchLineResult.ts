import type { Diagnostic } from '../../core/index.ts';
import type { TokenUsage } from '../model.ts';
import type { GeneratedShot } from '../run/events.ts';

/** What became of one line of the results. */
export type BatchLineResult =
  | { readonly kind: 'shot'; readonly id: string; readonly shot: GeneratedShot; readonly usage: TokenUsage }
  | {
      readonly kind: 'rejected';
      readonly id: string;
      /** Why: `refused`, `no-shots`, `answered-before`, `repetition`, `findings`, `not-of-this-batch`, `unreadable` or the server's code. */
      readonly code: string;
      readonly findings: readonly Diagnostic[];
      readonly usage: TokenUsage;
    };
