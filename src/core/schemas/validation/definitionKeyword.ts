import type { FuncKeywordDefinition, ValidateFunction } from 'ajv';
import { DEFINITION } from './prepareForAjv.ts';

/** Finds the validator of a definition by its name. */
export type Definitions = (name: string) => ValidateFunction | undefined;

/** Values nested deeper than this are taken as valid. */
const MAX_NESTING = 300;

/** The definitions of the schema that is being compiled; compiling is synchronous. */
let current: Definitions = () => undefined;

/** Runs a compilation in which definitions are found by `definitions`. */
export function withDefinitions<Result>(definitions: Definitions, compile: () => Result): Result {
  const before = current;
  current = definitions;
  try {
    return compile();
  } finally {
    current = before;
  }
}

/**
 * The keyword that represents a reference. A definition that is asked about a value again, while or after it answers,
 * gives the same answer without looking: so schemas that refer to themselves without end, or to one another in very
 * many ways, cost no more than others.
 */
export const definitionKeyword: FuncKeywordDefinition = {
  keyword: DEFINITION,
  schemaType: 'string',
  errors: false,
  compile: (name: string) => {
    const definitions = current;
    return (data: unknown) => {
      const validate = definitions(name);
      return validate === undefined || nesting >= MAX_NESTING || answer(validate, data);
    };
  },
};

let nesting = 0;
let answers = new Map<ValidateFunction, Map<unknown, boolean>>();

function answer(validate: ValidateFunction, data: unknown): boolean {
  const known = answers.get(validate) ?? new Map<unknown, boolean>();
  const before = known.get(data);
  if (before !== undefined) return before;
  answers.set(validate, known);
  // While the answer is being found it is taken to be yes: only something else can make it no.
  known.set(data, true);
  nesting++;
  try {
    const valid = validate(data) === true;
    known.set(data, valid);
    return valid;
  } finally {
    nesting--;
    if (nesting === 0) answers = new Map();
  }
}
