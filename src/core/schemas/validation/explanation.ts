import type { ErrorObject } from 'ajv';
import { schemaPointerOf } from '../bundling/links.ts';
import { below, isList, isObject, member, pointerOf, stepsOf } from '../pointer.ts';
import type { ArgumentProblem, JsonObject, ValuePath } from '../tool.ts';
import { bestBranch } from './alternatives.ts';
import { DEFINITION, schemaAtPointer } from './checkable.ts';
import type { Compiled } from './checker.ts';
import { type Gaps, isOpen } from './gaps.ts';

/** What is needed to turn a validator's errors into problems. */
export interface Explained {
  readonly compiled: Compiled;
  /** The tool's parameters, annotations included. */
  readonly root: JsonObject;
  readonly gaps: Gaps;
  /** Where the validated value stands among the arguments. */
  readonly base: ValuePath;
  /** The definitions that are being explained, each with the place of its value: none is explained within itself. */
  readonly within?: ReadonlySet<string>;
  /** How many more definitions are looked into. Alternatives of alternatives could otherwise take for ever. */
  readonly budget?: { left: number };
}

const BUDGET = 500;

/** The most problems that are told of one call. */
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
 * Turns ajv's flat list of errors into problems. Errors of the branches of an `anyOf` or `oneOf` stand just before
 * the error of the keyword itself, so the list is read from its end and a branch's errors are read again, alone.
 */
export function explainErrors(errors: readonly ErrorObject[], value: unknown, context: Explained): ArgumentProblem[] {
  const explained = context.budget === undefined ? { ...context, budget: { left: BUDGET } } : context;
  const problems: ArgumentProblem[] = [];
  for (let index = errors.length - 1; index >= 0 && problems.length < MAX_PROBLEMS; index--) {
    const error = errors[index];
    if (error === undefined || error.keyword === 'if' || error.propertyName !== undefined) continue;
    const path = [...explained.base, ...pathIn(value, error.instancePath)];
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      const best = bestBranch(error, path, explained);
      index -= best.consumed;
      problems.push(...best.problems.toReversed());
    } else if (error.keyword === DEFINITION) {
      problems.push(...explainDefinition(error, path, explained).toReversed());
    } else {
      const problem = problemOf(error, path, explained);
      if (!isInner(error, errors)) problems.push(problem);
    }
  }
  const counted = problems.filter(
    (problem) => !isOpen(explained.gaps, problem.path, problem.keyword, problem.kind === 'missing'),
  );
  return counted.reverse();
}

/** A definition says only yes or no while values are checked; what is wrong is found out when it is asked for. */
function explainDefinition(error: ErrorObject, path: ValuePath, explained: Explained): readonly ArgumentProblem[] {
  const name = String(error.schema);
  const key = `${name} ${pointerOf(path)}`;
  const validate = explained.compiled.definition(name);
  if (validate === undefined || explained.within?.has(key) || validate(error.data) === true) return [];
  if (explained.budget !== undefined && explained.budget.left-- <= 0) return [problemOf(error, path, explained)];
  const within = new Set([...(explained.within ?? []), key]);
  return explainErrors(validate.errors ?? [], error.data, { ...explained, base: path, within });
}

function problemOf(error: ErrorObject, path: ValuePath, { root }: Explained): ArgumentProblem {
  const holder = isObject(error.parentSchema) ? error.parentSchema : {};
  const pointer = schemaPointerOf(holder);
  const schema = schemaAtPointer(root, pointer) ?? holder;
  const kind = KINDS[error.keyword] ?? 'value';
  const name = nameOf(error);
  const keyword = RENAMED[error.keyword] ?? error.keyword;
  return {
    kind: name === undefined && kind !== 'type' && kind !== 'format' ? 'value' : kind,
    path: name === undefined ? path : [...path, name],
    keyword,
    schemaPointer: keywordPointer(schema, pointer, kind, keyword, name),
    schema,
  };
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
      return below(pointer, 'properties', name);
    }
    if (kind === 'unknown') return below(pointer, 'properties');
  }
  return Object.hasOwn(schema, keyword) ? below(pointer, keyword) : pointer;
}

/** The property an error is about, where it is not the object it was found in. */
function nameOf(error: ErrorObject): string | undefined {
  const { missingProperty, additionalProperty, unevaluatedProperty, propertyName } = error.params as Readonly<
    Record<string, unknown>
  >;
  const name = missingProperty ?? additionalProperty ?? unevaluatedProperty ?? propertyName;
  return typeof name === 'string' ? name : undefined;
}

/** What an item lacks for `contains` is no finding on the item: only that no item had it is one. */
function isInner(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  const at = schemaPointerOf(error.parentSchema ?? {});
  return errors.some((outer) => {
    if (outer.keyword !== 'contains' || outer === error) return false;
    const holder = below(schemaPointerOf(outer.parentSchema ?? {}), 'contains');
    return at === holder || at.startsWith(`${holder}/`);
  });
}

/** The steps of an instance path, with numbers for the indices of lists. */
function pathIn(value: unknown, instancePath: string): ValuePath {
  let current = value;
  return stepsOf(instancePath).map((step) => {
    const index = isList(current) ? Number(step) : undefined;
    if (isList(current)) current = current[Number(step)];
    else current = isObject(current) ? member(current, step) : undefined;
    return index ?? step;
  });
}
