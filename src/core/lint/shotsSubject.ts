import { checkCalls } from './checkedCalls.ts';
import { longNumbers } from './longNumbers.ts';
import { notableCalls } from './notableCalls.ts';
import type { ShotsSubject } from './rule.ts';
import { survey } from './survey.ts';

/** What a subject is made of; the rest is found out of it. */
export type ShotsParts = Omit<ShotsSubject, 'calls' | 'notableCalls' | 'survey' | 'longNumbers'>;

/**
 * The subject of a document. What several rules ask of it is found out once, when the first of them asks, and is held by
 * the subject alone: a table beside it, though weak, would keep all it holds through many collections, since those of
 * young objects take what an old table holds for alive.
 */
export function shotsSubject(parts: ShotsParts): ShotsSubject {
  const { document, tools } = parts;
  const calls = once(() => checkCalls(document, tools));
  const notable = once(() => notableCalls(calls()));
  const surveyed = once(() => survey(document));
  const numbers = once(() => longNumbers(document.text));
  return {
    ...parts,
    get calls() {
      return calls();
    },
    get notableCalls() {
      return notable();
    },
    get survey() {
      return surveyed();
    },
    get longNumbers() {
      return numbers();
    },
  };
}

function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
