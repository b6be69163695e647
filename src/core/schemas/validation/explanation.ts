import type { ErrorObject } from 'ajv';
import type { JsonObject, ValuePath } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import { appendPointer, toPointer, toPointerSteps } from '../../text/jsonPointer.ts';
import { getSchemaPointer, isSynthetic } from '../bundling/links.ts';
import { dereference } from '../objectShape.ts';
import type { ArgumentProblem } from '../tool.ts';
import { bestBranch } from './alternatives.ts';
import type { ExplanationContext, ExplanationRequest } from './explanationContext.ts';
import { isOpen } from './openValues.ts';
import { DEFINITION, schemaAtPointer } from './prepareForAjv.ts';

const BUDGET = 500;

/** The most problems that are reported for one call. */
const MAX_PROBLEMS = 100;

const KINDS: Readonly<Record<string, ArgumentProblem['kind']>> = {
  type: 'type',
  required: 'missing',
  dependentRequired: 'missing',
  dependencies: 'missing',
  additionalProperties: 'unknown',
  unevaluatedProperties: 'unknown',
  propertyNames: 'unknown',
  format: 'format',
};

/** Keywords whose names in a validator are not those of the schema. */
const RENAMED: Readonly<Record<string, string>> = { 'false schema': 'not', [DEFINITION]: '$ref' };

/**
 * Turns ajv's flat list of errors into problems. Errors of the branches of an `anyOf` or `oneOf` come just before
 * the error of the keyword itself, so the list is read from its end and a branch's errors are read again, alone.
 */
export function explainErrors(
  errors: readonly ErrorObject[],
  value: unknown,
  request: ExplanationRequest,
): ArgumentProblem[] {
  return explain(errors, value, { ...request, within: new Set(), budget: { left: BUDGET }, explain });
}

function explain(errors: readonly ErrorObject[], value: unknown, explained: ExplanationContext): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const isInner = createInnerCheck(errors);
  for (let index = errors.length - 1; index >= 0 && problems.length < MAX_PROBLEMS; index--) {
    const error = errors[index];
    if (error === undefined || error.keyword === 'if' || error.propertyName !== undefined) continue;
    const path = [...explained.base, ...pathIn(value, error.instancePath)];
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      const best = bestBranch(error, path, explained);
      index -= best.consumed;
      problems.push(...best.problems.toReversed());
    } else if (isInner(error)) {
      // The list without a match is reported instead.
    } else if (error.keyword === DEFINITION) {
      problems.push(...explainDefinition(error, path, explained).toReversed());
    } else {
      problems.push(problemOf(error, path, explained));
    }
  }
  const counted = problems.filter(
    (problem) => !isOpen(explained.openValues, problem.path, problem.keyword, problem.kind === 'missing'),
  );
  return counted.reverse();
}

/** A definition says only yes or no while values are checked; what is wrong is found out when it is asked for. */
function explainDefinition(
  error: ErrorObject,
  path: ValuePath,
  explained: ExplanationContext,
): readonly ArgumentProblem[] {
  const name = String(error.schema);
  const key = `${name} ${toPointer(path)}`;
  const validate = explained.compiled.definition(name);
  if (validate === undefined || explained.within.has(key) || validate(error.data) === true) return [];
  if (explained.budget.left-- <= 0) return [problemOf(error, path, explained)];
  const within = new Set([...explained.within, key]);
  return explain(validate.errors ?? [], error.data, { ...explained, base: path, within });
}

function problemOf(error: ErrorObject, path: ValuePath, { root }: ExplanationContext): ArgumentProblem {
  const holder = isObject(error.parentSchema) ? error.parentSchema : {};
  const pointer = getSchemaPointer(holder);
  const schema = isSynthetic(holder) ? holder : (schemaAtPointer(root, pointer) ?? holder);
  const kind = KINDS[error.keyword] ?? 'value';
  const name = nameOf(error);
  const keyword = RENAMED[error.keyword] ?? error.keyword;
  return {
    kind: name === undefined && kind !== 'type' && kind !== 'format' ? 'value' : kind,
    path: name === undefined ? path : [...path, name],
    keyword,
    schemaPointer: keywordPointer(schema, pointer, kind, keyword, name),
    schema: withResolved(schema, keyword, root),
  };
}

/** The schema of a problem, in which a keyword is not a mere reference: what it refers to is known here only. */
function withResolved(schema: JsonObject, keyword: string, root: JsonObject): JsonObject {
  if (keyword !== 'not' && keyword !== 'contains') return schema;
  const resolved = dereference(member(schema, keyword), root);
  return resolved === undefined ? schema : { ...schema, [keyword]: resolved };
}

function keywordPointer(
  schema: JsonObject,
  pointer: string,
  kind: ArgumentProblem['kind'],
  keyword: string,
  name: string | undefined,
): string {
  const properties = member(schema, 'properties');
  if (isObject(properties)) {
    if (kind === 'missing' && name !== undefined && Object.hasOwn(properties, name)) {
      return appendPointer(pointer, 'properties', name);
    }
    if (kind === 'unknown') return appendPointer(pointer, 'properties');
  }
  return Object.hasOwn(schema, keyword) ? appendPointer(pointer, keyword) : pointer;
}

/** The property an error is about, where it is not the object it was found in. */
function nameOf(error: ErrorObject): string | undefined {
  const { missingProperty, additionalProperty, unevaluatedProperty, propertyName } = error.params as Readonly<
    Record<string, unknown>
  >;
  const name = missingProperty ?? additionalProperty ?? unevaluatedProperty ?? propertyName;
  return typeof name === 'string' ? name : toPointerSteps(FORBIDDEN_BY_NAME.exec(error.schemaPath)?.[1] ?? '')[0];
}

/** Where `dependentSchemas` allows no object with a property. */
const FORBIDDEN_BY_NAME = /\/dependentSchemas(\/[^/]+)\/false schema$/;

/**
 * Recognizes errors inside of `contains`: an item that does not match is not reported, only a list without a match is.
 */
function createInnerCheck(errors: readonly ErrorObject[]): (error: ErrorObject) => boolean {
  const holders = new Set(
    errors
      .filter(({ keyword }) => keyword === 'contains')
      .map(({ parentSchema }) => appendPointer(getSchemaPointer(parentSchema ?? {}), 'contains')),
  );
  if (holders.size === 0) return () => false;
  return ({ keyword, schemaPath, parentSchema }) => {
    if (keyword === 'false schema') return schemaPath.endsWith('/contains/false schema');
    const at = getSchemaPointer(parentSchema ?? {});
    for (let end = at.length; end > 0; end = at.lastIndexOf('/', end - 1)) {
      if (holders.has(at.slice(0, end))) return true;
    }
    return false;
  };
}

/** The steps of an instance path, with numbers for the indices of lists. */
function pathIn(value: unknown, instancePath: string): ValuePath {
  let current = value;
  return toPointerSteps(instancePath).map((step) => {
    const index = isList(current) ? Number(step) : undefined;
    if (isList(current)) current = current[Number(step)];
    else current = isObject(current) ? member(current, step) : undefined;
    return index ?? step;
  });
}
