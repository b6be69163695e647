import type { Message } from '../core/index.ts';

/** Every code a finding of this area can carry. Codes are stable: they stand in JSON output and in documentation. */
export type FindingCode =
  // Reading a model
  | 'not-json'
  | 'not-an-object'
  | 'missing-field'
  | 'invalid-field'
  | 'assumed-field'
  | 'unknown-model-type'
  | 'unknown-model'
  // Reading safetensors headers
  | 'header-truncated'
  | 'header-too-large'
  | 'header-not-json'
  | 'header-invalid-tensor'
  | 'header-overlap'
  | 'header-duplicate'
  | 'header-packed'
  | 'index-invalid'
  | 'shard-missing'
  // Counting adapters
  | 'unknown-field'
  | 'unsupported-method'
  | 'unsupported-option'
  | 'conflicting-options'
  | 'invalid-pattern'
  | 'unsupported-pattern'
  | 'no-default-targets'
  | 'no-match'
  | 'partial-match'
  | 'unsupported-target'
  | 'rank-not-positive'
  | 'rank-above-matrix'
  | 'rank-indivisible'
  | 'layer-out-of-range'
  | 'token-out-of-range'
  | 'tied-weights'
  | 'version-dependent'
  | 'full-embedding-saved'
  // Vocabulary
  | 'vocabulary-shrinks'
  // Cost
  | 'invalid-number'
  | 'never-pays'
  | 'unknown-currency'
  // Training configurations
  | 'unreadable-config'
  | 'not-a-literal'
  | 'not-expressible';

/** How grave a finding is: an error leaves no result, a warning doubts one, an info explains one. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** Something to say about the user's input. It is data: nothing in this area throws on user input. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  /**
   * The field it is about, by its own name and separated by dots (`target_modules`, `text_config.hidden_size`,
   * `publicApi.inputPricePerMillion`); empty when it is about the input as a whole.
   */
  readonly field: string;
  /** What is wrong. */
  readonly message: Message;
  /** What to do about it, where there is something to do. */
  readonly advice?: Message;
}

/** A value, or the errors that stand in its way. `findings` holds warnings and infos as well. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** A successful outcome. */
export function success<Value>(value: Value, findings: readonly Finding[] = []): Outcome<Value> {
  return { ok: true, value, findings };
}

/** A failed outcome. At least one of the findings is an error. */
export function failure(...findings: readonly Finding[]): Outcome<never> {
  return { ok: false, findings };
}

/** A value with its findings: a failure as soon as one of them is an error. */
export function settle<Value>(value: Value, findings: readonly Finding[]): Outcome<Value> {
  return findings.some((finding) => finding.severity === 'error') ? { ok: false, findings } : success(value, findings);
}
