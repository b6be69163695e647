import { LazyShotsSubject, type ShotsParts, type ShotsSubject } from '../workspace/subjects.ts';
import { buildLintIndex, type LintIndex } from './analysis/lintIndex.ts';
import { findLongNumbers, type LongNumbers } from './analysis/longNumbers.ts';

/** Everything a rule over a shots document may look at. */
export interface ShotsLintSubject extends ShotsSubject {
  readonly index: LintIndex;
  readonly longNumbers: LongNumbers;
}

/** Creates the subject of a shots document. What several rules need is computed once, on first use. */
export function createLintSubject(parts: ShotsParts): ShotsLintSubject {
  return new LazyLintSubject(parts);
}

class LazyLintSubject extends LazyShotsSubject implements ShotsLintSubject {
  #index: LintIndex | undefined;
  #longNumbers: LongNumbers | undefined;

  get index(): LintIndex {
    this.#index ??= buildLintIndex(this.document, this.tools, this.longNumbers);
    return this.#index;
  }

  get longNumbers(): LongNumbers {
    this.#longNumbers ??= findLongNumbers(this.document.text);
    return this.#longNumbers;
  }
}
