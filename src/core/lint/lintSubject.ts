import type { LoadedCounter } from '../host.ts';
import { LazyShotsSubject, type ShotsParts, type ShotsSubject } from '../workspace/subjects.ts';
import { buildLintIndex, type LintIndex } from './analysis/lintIndex.ts';
import { findLongNumbers, type LongNumbers } from './analysis/longNumbers.ts';

/** Everything a rule over a shots document may look at. */
export interface ShotsLintSubject extends ShotsSubject {
  readonly index: LintIndex;
  readonly longNumbers: LongNumbers;
  /** What counts tokens, or why nothing does; undefined where no rule needs it or the host has no tokenizers. */
  readonly tokenCounter: LoadedCounter | undefined;
}

/** Creates the subject of a shots document. What several rules need is computed once, on first use. */
export function createLintSubject(parts: ShotsParts, tokenCounter?: LoadedCounter): ShotsLintSubject {
  return new LazyLintSubject(parts, tokenCounter);
}

class LazyLintSubject extends LazyShotsSubject implements ShotsLintSubject {
  #index: LintIndex | undefined;
  #longNumbers: LongNumbers | undefined;

  readonly tokenCounter: LoadedCounter | undefined;

  constructor(parts: ShotsParts, tokenCounter: LoadedCounter | undefined) {
    super(parts);
    this.tokenCounter = tokenCounter;
  }

  get index(): LintIndex {
    this.#index ??= buildLintIndex(this.document, this.tools, this.longNumbers);
    return this.#index;
  }

  get longNumbers(): LongNumbers {
    this.#longNumbers ??= findLongNumbers(this.document.text);
    return this.#longNumbers;
  }
}
