import type { ErrorObject } from 'ajv';
import type { JsonObject, ValuePath } from '../../text/json.ts';
import type { ArgumentProblem } from '../tool.ts';
import type { Compiled } from './compiledSchemas.ts';
import type { OpenValues } from './openValues.ts';

/** Turns a validator's errors about a value into problems. */
export type Explain = (
  errors: readonly ErrorObject[],
  value: unknown,
  context: ExplanationContext,
) => ArgumentProblem[];

/** What is needed to turn a validator's errors into problems. */
export interface ExplanationRequest {
  readonly compiled: Compiled;
  /** The tool's parameters, annotations included. */
  readonly root: JsonObject;
  readonly openValues: OpenValues;
  /** Where the validated value is among the arguments. */
  readonly base: ValuePath;
}

/** The state of one explanation. */
export interface ExplanationContext extends ExplanationRequest {
  /** The definitions that are being explained, each with the path of its value: none is explained within itself. */
  readonly within: ReadonlySet<string>;
  /** How many more definitions are looked into. Alternatives of alternatives could otherwise take for ever. */
  readonly budget: { left: number };
  /** Explains the errors of a part of the schema. Passed on, so that modules that need each other do not import each other. */
  readonly explain: Explain;
}
