import type { Message } from '../core/index.ts';

/** Every code a finding of this area can have. Codes are stable: JSON output and the documentation contain them. */
export type FindingCode =
  // Reading a model
  | 'not-json'
  | 'not-an-object'
  | 'missing-field'
  | 'invalid-field'
  | 'assumed-field'
  | 'unknown-model-type'
  | 'unknown-model'
  | 'model-variant'
  // Reading safetensors headers
  | 'header-truncated'
  | 'header-too-large'
  | 'header-not-json'
  | 'header-invalid-tensor'
  | 'header-overlap'
  | 'header-duplicate'
  | 'header-packed'
  | 'header-inferred'
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
  | 'not-expressible'
  | 'trainer-default';

/** Severity: with an error there is no result, a warning questions the result, an info explains it. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** A problem in the user's input, or a note about it. Findings are data: nothing in this area throws on user input. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  /**
   * Name of the field, with dots between levels (`target_modules`, `text_config.hidden_size`,
   * `publicApi.inputPricePerMillion`); empty if it is about the whole input.
   */
  readonly field: string;
  /** What is wrong. */
  readonly message: Message;
  /** What the user can do, if there is something to do. */
  readonly advice?: Message;
}

/** A value, or the errors that prevent it. `findings` also holds warnings and infos. */
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

/** A value with its findings; a failure if one of them is an error. */
export function settle<Value>(value: Value, findings: readonly Finding[]): Outcome<Value> {
  return findings.some((finding) => finding.severity === 'error') ? { ok: false, findings } : success(value, findings);
}

/** What a finding says, with its advice; there is no space between sentences in Chinese. */
export function withAdvice(message: string, advice: string | undefined): string {
  if (advice === undefined) return message;
  return message.endsWith('。') ? `${message}${advice}` : `${message} ${advice}`;
}
