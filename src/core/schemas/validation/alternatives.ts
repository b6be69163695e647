import type { ErrorObject } from 'ajv';
import { schemaPointerOf } from '../bundling/links.ts';
import { below, isList, isObject, member } from '../pointer.ts';
import { dereferenced } from '../shape.ts';
import type { ArgumentProblem, JsonObject, JsonValue, ValuePath } from '../tool.ts';
import { type JsonType, typeOfValue, typesOf } from '../types.ts';
import { schemaAtPointer } from './checkable.ts';
import { type Explained, explainErrors } from './explanation.ts';
import { samePath } from './gaps.ts';

/** What is left to say about a value that matched no branch. */
export interface BestBranch {
  readonly problems: readonly ArgumentProblem[];
  /** How many errors of the list belonged to the branches. */
  readonly consumed: number;
}

interface Branch {
  readonly schema: JsonObject;
  readonly problems: readonly ArgumentProblem[];
}

/**
 * Reduces the errors of an `anyOf` or `oneOf` to those of the branch the author most likely meant: one whose type
 * fits, whose constants fit, and which has the fewest problems. Where only types differ, one problem names them all.
 */
export function bestBranch(error: ErrorObject, path: ValuePath, explained: Explained): BestBranch {
  const { compiled, root } = explained;
  const holder = isObject(error.parentSchema) ? error.parentSchema : {};
  const pointer = schemaPointerOf(holder);
  const schema = schemaAtPointer(root, pointer) ?? holder;
  const whole: ArgumentProblem = {
    kind: 'value',
    path,
    keyword: error.keyword,
    schemaPointer: below(pointer, error.keyword),
    schema,
  };
  const several = passing(error);
  const parts = isList(error.schema) ? error.schema.slice(0, several?.[1] ?? error.schema.length) : [];
  let consumed = 0;
  const branches: Branch[] = [];
  for (const part of parts) {
    if (!isObject(part)) continue;
    const validate = compiled.branch(part);
    if (validate === undefined || validate(error.data) === true) continue;
    const errors = validate.errors ?? [];
    consumed += errors.length;
    const full = schemaAtPointer(root, schemaPointerOf(part)) ?? part;
    branches.push({ schema: full, problems: explainErrors(errors, error.data, { ...explained, base: path }) });
  }
  if (several !== undefined) return { problems: [whole], consumed };
  if (branches.some((branch) => branch.problems.length === 0)) return { problems: [], consumed };
  return { problems: choose(branches, whole, error.data, root), consumed };
}

/** The two branches a `oneOf` matched at once, if that was what was wrong. */
function passing(error: ErrorObject): readonly [number, number] | undefined {
  const { passingSchemas } = error.params as { readonly passingSchemas?: readonly [number, number] | null };
  return passingSchemas ?? undefined;
}

function choose(
  branches: readonly Branch[],
  whole: ArgumentProblem,
  value: unknown,
  root: JsonObject,
): readonly ArgumentProblem[] {
  const { path } = whole;
  const fitting = branches.filter(({ problems }) => !problems.some((problem) => breaksType(problem, path, value)));
  if (fitting.length === 0) {
    const types = [
      ...new Set(branches.flatMap(({ problems }) => problems.flatMap(({ schema }) => typesAllowed(schema)))),
    ];
    return [{ ...whole, kind: 'type', schema: { ...whole.schema, type: types } }];
  }
  const values = fitting.map(({ schema }) => constants(schema, root));
  if (fitting.length > 1 && values.every((list) => list !== undefined)) {
    return [{ ...whole, keyword: 'enum', schema: { ...whole.schema, enum: values.flatMap((list) => list ?? []) } }];
  }
  const ranked = fitting.toSorted((a, b) => cost(a.problems, path) - cost(b.problems, path));
  return ranked[0]?.problems ?? [whole];
}

/** The only values a branch allows, if it lists them. */
function constants(schema: JsonObject, root: JsonObject): readonly JsonValue[] | undefined {
  const target = dereferenced(schema, root) ?? schema;
  const single = member(target, 'const');
  if (single !== undefined) return [single];
  const list = member(target, 'enum');
  return isList(list) ? list : undefined;
}

/** True for a wrong type, and for a list of values none of which is even of the value's type. */
function breaksType({ kind, keyword, path: at, schema }: ArgumentProblem, path: ValuePath, value: unknown): boolean {
  if (!samePath(at, path)) return false;
  if (kind === 'type') return true;
  const values = keyword === 'enum' && isList(schema.enum) ? schema.enum : keyword === 'const' ? [schema.const] : [];
  return values.length > 0 && !values.some((allowed) => typeOfValue(allowed) === typeOfValue(value));
}

function typesAllowed({ type, enum: values, const: value }: JsonObject): readonly JsonType[] {
  const allowed = isList(values) ? values : value === undefined ? [] : [value];
  return typesOf(type) ?? allowed.map(typeOfValue);
}

/** A constant that does not fit, such as `kind: "refund"`, says that another branch was meant. */
function cost(problems: readonly ArgumentProblem[], path: ValuePath): number {
  const misfits = problems.filter(
    ({ keyword, path: at }) => (keyword === 'const' || keyword === 'enum') && at.length === path.length + 1,
  );
  return misfits.length * 1000 + problems.length;
}
