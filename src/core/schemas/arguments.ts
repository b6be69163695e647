import type { JsonObject, ValuePath } from '../text/json.ts';
import { isObject, member } from '../text/json.ts';
import { appendPointer, toPointer } from '../text/jsonPointer.ts';
import type { ArgumentProblem, Tool } from './tool.ts';
import { compileParameters } from './validation/compiledSchemas.ts';
import { explainErrors } from './validation/explanation.ts';
import { isOpen, NO_OPEN_VALUES, type OpenValues } from './validation/openValues.ts';
import { createNameCheck, isClosed } from './validation/unknownNames.ts';

const VALID: readonly ArgumentProblem[] = [];

/**
 * Checks arguments against a tool's schema, in the terms of the rules. `openValues` are values the author left open:
 * they satisfy any schema.
 */
export type ArgumentCheck = (values: JsonObject, openValues?: OpenValues) => readonly ArgumentProblem[];

/** The check of one tool, for many calls of it. Compiles its schema, unless that was done before. */
export function createArgumentCheck(tool: Tool): ArgumentCheck {
  const compiled = compileParameters(tool);
  const root = tool.parameters;
  const unlistedNames = createNameCheck(root);
  const { validate } = compiled;
  const listsAll = isClosed(root);
  return (values, openValues = NO_OPEN_VALUES) => {
    const isValid = validate?.(values) === true;
    if (isValid && listsAll) return VALID;
    const unlisted = unlistedNames(values);
    if (validate === undefined) return [...missingNames(tool, values, openValues), ...unlisted];
    if (isValid && unlisted.length === 0) return VALID;
    const explained = explainErrors(validate.errors ?? [], values, { compiled, root, openValues, base: [] });
    return distinct([
      ...explained,
      ...unlisted.filter((problem) => !isOpen(openValues, problem.path, problem.keyword, false)),
    ]);
  };
}

/** Checks the arguments of one call. */
export function checkArguments(tool: Tool, values: JsonObject, openValues?: OpenValues): readonly ArgumentProblem[] {
  return createArgumentCheck(tool)(values, openValues);
}

/** What can be said without a compiled validator: which names are missing. */
function missingNames(tool: Tool, values: JsonObject, openValues: OpenValues): readonly ArgumentProblem[] {
  const missing = tool.required.filter(
    (name) => !Object.hasOwn(values, name) && !isOpen(openValues, [name], 'required', true),
  );
  return missing.map((name) => ({
    kind: 'missing',
    path: [name],
    keyword: 'required',
    schemaPointer: appendPointer('/properties', name),
    schema: tool.parameters,
  }));
}

/** One finding per location and kind, and nothing about a value whose very type is wrong. */
function distinct(problems: readonly ArgumentProblem[]): readonly ArgumentProblem[] {
  if (problems.length < 2) return problems;
  const wrongTypes = new Set(problems.filter(({ kind }) => kind === 'type').map(({ path }) => toPointer(path)));
  const seen = new Set<string>();
  return problems.filter(({ kind, path, schemaPointer }) => {
    if (wrongTypes.size > 0 && isConsequence(kind, path, wrongTypes)) return false;
    const key = `${kind} ${toPointer(path)} ${kind === 'value' ? schemaPointer : ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** True if a finding is only a consequence of a wrong type at the same value or around it. */
function isConsequence(kind: ArgumentProblem['kind'], path: ValuePath, wrongTypes: ReadonlySet<string>): boolean {
  for (let length = kind === 'type' ? path.length - 1 : path.length; length >= 0; length--) {
    if (wrongTypes.has(toPointer(path.slice(0, length)))) return true;
  }
  return false;
}

/** The schemas that describe the value at a path, for hovers and completion, each with its pointer. */
export function getPropertySchema(tool: Tool, name: string): JsonObject | undefined {
  const properties = member(tool.parameters, 'properties');
  const schema = isObject(properties) ? member(properties, name) : undefined;
  return isObject(schema) ? schema : undefined;
}
