import type { CallOptions, FoundCalls } from './options.ts';

/** Finds the calls in the text of an action or API request block, that is in `text` from `start` to `end`. */
export function parseCalls(_text: string, start: number, end: number, _options: CallOptions): FoundCalls {
  return { calls: [], mentions: [], prose: start < end ? [{ start, end }] : [] };
}
