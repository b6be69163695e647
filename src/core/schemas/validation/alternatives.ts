import type { ErrorObject } from 'ajv';
import type { JsonObject, JsonValue, ValuePath } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import { appendPointer } from '../../text/jsonPointer.ts';
import { getSchemaPointer } from '../bundling/links.ts';
import { dereference } from '../objectShape.ts';
import type { ArgumentProblem } from '../tool.ts';
import { getTypes, getValueType, type JsonType } from '../types.ts';
import { findDiscriminator } from './discriminator.ts';
import type { ExplanationContext } from './explanationContext.ts';
import { samePath } from './openValues.ts';
import { schemaAtPointer } from './prepareForAjv.ts';

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
export function bestBranch(error: ErrorObject, path: ValuePath, explained: ExplanationContext): BestBranch {
  const { compiled, root } = explained;
  const holder = isObject(error.parentSchema) ? error.parentSchema : {};
  const pointer = getSchemaPointer(holder);
  const schema = schemaAtPointer(root, pointer) ?? holder;
  // A `oneOf` of which a part is unchecked is compiled as `anyOf`.
  const keyword = Object.hasOwn(schema, error.keyword) ? error.keyword : 'oneOf';
  const whole: ArgumentProblem = {
    kind: 'value',
    path,
    keyword,
    schemaPointer: appendPointer(pointer, keyword),
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
    const full = schemaAtPointer(root, getSchemaPointer(part)) ?? part;
    branches.push({ schema: full, problems: explained.explain(errors, error.data, { ...explained, base: path }) });
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
  const concernsValue = ({ keyword, path: at }: ArgumentProblem): boolean => LIMITS.has(keyword) && samePath(at, path);
  const fitting = branches.filter(({ problems }) => !problems.some((problem) => breaksType(problem, path, value)));
  if (fitting.length === 0) {
    const types = [
      ...new Set(branches.flatMap(({ problems }) => problems.flatMap(({ schema }) => typesAllowed(schema)))),
    ];
    return [{ ...whole, kind: 'type', schema: { ...whole.schema, type: types } }];
  }
  const unmatched = unmatchedDiscriminator(fitting, whole, value, root);
  if (unmatched !== undefined) return [unmatched];
  if (fitting.length > 1 && fitting.every(({ schema }) => isRequiredOnly(schema, root))) return [whole];
  const values = fitting.map(({ schema }) => constants(schema, root));
  if (fitting.length > 1 && values.every((list) => list !== undefined)) {
    return [{ ...whole, keyword: 'enum', schema: { ...whole.schema, enum: values.flatMap((list) => list ?? []) } }];
  }
  if (fitting.length > 1 && fitting.every(({ problems }) => problems.every(concernsValue))) {
    const anyOf = branches.map(({ schema }) => dereference(schema, root) ?? schema);
    return [{ ...whole, keyword: 'anyOf', schema: { anyOf } }];
  }
  const ranked = fitting.toSorted((a, b) => cost(a.problems, path) - cost(b.problems, path));
  return ranked[0]?.problems ?? [whole];
}

/** Where the branches of a union differ by a constant, one problem that names all of these says more than one branch's. */
function unmatchedDiscriminator(
  branches: readonly Branch[],
  { path }: ArgumentProblem,
  value: unknown,
  root: JsonObject,
): ArgumentProblem | undefined {
  const found = findDiscriminator(
    branches.map(({ schema }) => schema),
    root,
  );
  if (found === undefined || !isObject(value)) return undefined;
  const actual = member(value, found.property);
  const values = [...new Set(found.values.flat())];
  if (actual === undefined || values.some((allowed) => allowed === actual)) return undefined;
  const misfit = branches[0]?.problems.find(
    ({ path: at }) => at.length === path.length + 1 && at.at(-1) === found.property,
  );
  if (misfit === undefined) return undefined;
  return { ...misfit, kind: 'value', keyword: 'enum', schema: { enum: values } };
}

/** Keywords whose limits are a part of what a value is expected to be. */
const LIMITS: ReadonlySet<string> = new Set([
  'type',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
]);

/** True for a branch that only asks for properties. */
function isRequiredOnly(schema: JsonObject, root: JsonObject): boolean {
  const target = dereference(schema, root) ?? schema;
  return isList(target.required) && Object.keys(target).every((keyword) => REQUIRED_ONLY.has(keyword));
}

const REQUIRED_ONLY: ReadonlySet<string> = new Set(['required', 'title', 'description', 'type']);

/** The only values a branch allows, if it lists them. */
function constants(schema: JsonObject, root: JsonObject): readonly JsonValue[] | undefined {
  const target = dereference(schema, root) ?? schema;
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
  return values.length > 0 && !values.some((allowed) => getValueType(allowed) === getValueType(value));
}

function typesAllowed({ type, enum: values, const: value }: JsonObject): readonly JsonType[] {
  const allowed = isList(values) ? values : value === undefined ? [] : [value];
  return getTypes(type) ?? allowed.map(getValueType);
}

/** A constant that does not fit, such as `kind: "refund"`, says that another branch was meant. */
function cost(problems: readonly ArgumentProblem[], path: ValuePath): number {
  const misfits = problems.filter(
    ({ keyword, path: at }) => (keyword === 'const' || keyword === 'enum') && at.length === path.length + 1,
  );
  return misfits.length * 1000 + problems.length;
}
