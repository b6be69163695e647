import type { JsonObject, JsonValue, ValuePath } from '../../core/index.ts';
import type { MatchRules } from './matchRules.ts';

/** A call with its arguments under the names of the tool's parameters. */
export interface NamedCall {
  readonly name: string;
  readonly values: JsonObject;
}

/** What a model should do next: the author's calls, or words and no call. */
export interface ExpectedTurn {
  readonly calls: readonly NamedCall[];
  /** The calls of the shot's other rounds, which are right at another time. */
  readonly otherCalls: readonly NamedCall[];
  readonly rules: MatchRules;
  /** The numbers of the procedure's steps that the round carries out. */
  readonly steps: readonly string[];
}

/** A call as a model made it. Without values its arguments could not be read; `text` is what it wrote. */
export interface ActualCall {
  readonly name: string;
  readonly values: JsonObject | undefined;
  readonly text: string;
}

/** What a model did: calls in the expected notation or another, and words. */
export interface ActualTurn {
  readonly text: string;
  /** The text without observations that the model invented, and what follows them. */
  readonly said: string;
  readonly calls: readonly ActualCall[];
  /** Calls came as text where the protocol has a place for them, or the other way round. */
  readonly isOtherNotation: boolean;
  /** The step that the model itself names, if it does. */
  readonly step: string | undefined;
}

/** How a turn can be wrong. The codes are stable: reports and scripts use them. */
export const MATCH_CODES = [
  'wrong-tool',
  'missing-call',
  'extra-call',
  'repeated-call',
  'no-call',
  'call-instead-of-text',
  'missing-parameter',
  'unknown-parameter',
  'wrong-type',
  'wrong-value',
  'invalid-json',
  'schema-invalid',
  'wrong-order',
  'wrong-step',
] as const;

/** A code of a problem. */
export type MatchCode = (typeof MATCH_CODES)[number];

/** One thing that is wrong in a turn. */
export interface MatchProblem {
  readonly code: MatchCode;
  /** Indexes of the calls it is about. */
  readonly expectedCall?: number | undefined;
  /** The index of the model's call. */
  readonly actualCall?: number | undefined;
  /** The argument, from its parameter on; empty for the call itself. */
  readonly path: ValuePath;
  readonly expected?: JsonValue | undefined;
  readonly actual?: JsonValue | undefined;
}

/** The parts of a turn that scores are made of. */
export interface TurnCounts {
  /** Arguments of the author's calls. */
  readonly expectedArguments: number;
  /** Arguments of the model's calls. */
  readonly actualArguments: number;
  /** Arguments that both have with the same value. */
  readonly rightArguments: number;
  /** Calls of the model. */
  readonly calls: number;
  /** Calls that the schemas of the tools accept. */
  readonly validCalls: number;
  /** True if the tools called are the expected ones, whatever their arguments. */
  readonly isToolChoiceRight: boolean;
}

/** How a turn compares with the author's. */
export interface TurnMatch {
  readonly passed: boolean;
  readonly problems: readonly MatchProblem[];
  /** The actual call of each expected one. */
  readonly pairs: readonly (number | undefined)[];
  readonly counts: TurnCounts;
}
