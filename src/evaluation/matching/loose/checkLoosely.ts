import type { MatchCode } from '../turns.ts';
import {
  getPythonType,
  isLooseList,
  isLooseObject,
  isPythonEqual,
  type LooseObject,
  type LooseValue,
  PythonFloat,
  type PythonType,
} from './looseValue.ts';

/** A function as the checker knows it: the types of parameters, and those of list items. */
export interface LooseFunction {
  readonly parameters: ReadonlyMap<string, { readonly type: string; readonly itemType?: string | undefined }>;
  readonly required: readonly string[];
}

/** The allowed values of each parameter. An empty text among them marks a parameter that may be left out. */
export type AllowedValues = Readonly<Record<string, readonly LooseValue[]>>;

const PYTHON_TYPES: Readonly<Record<string, PythonType>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  float: 'float',
  boolean: 'bool',
  array: 'list',
  tuple: 'list',
  object: 'dict',
  dict: 'dict',
  any: 'str',
};

/** What is wrong in a call by the rules of the leaderboard; undefined if it is right. */
export function checkLoosely(
  { parameters, required }: LooseFunction,
  values: LooseObject,
  allowed: AllowedValues,
): MatchCode | undefined {
  if (required.some((name) => !Object.hasOwn(values, name))) return 'missing-parameter';
  for (const [name, value] of Object.entries(values)) {
    const parameter = parameters.get(name);
    const answers = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (parameter === undefined || answers === undefined) return 'unknown-parameter';
    const code = checkValue(value, parameter, answers);
    if (code !== undefined) return code;
  }
  const isLeftOut = (name: string) => !Object.hasOwn(values, name) && !isOptional(allowed[name] ?? []);
  return Object.keys(allowed).some(isLeftOut) ? 'missing-parameter' : undefined;
}

function isOptional(answers: readonly LooseValue[]): boolean {
  return answers.includes('');
}

function checkValue(
  given: LooseValue,
  { type, itemType }: { readonly type: string; readonly itemType?: string | undefined },
  answers: readonly LooseValue[],
): MatchCode | undefined {
  const expected = PYTHON_TYPES[type] ?? 'str';
  const nested = type === 'array' || type === 'tuple' ? PYTHON_TYPES[itemType ?? ''] : undefined;
  const isWhole = getPythonType(given) === 'int' && typeof given === 'number';
  const value = expected === 'float' && isWhole ? new PythonFloat(given) : given;
  const checked = checkType(value, answers, expected, nested);
  if (!checked.isValid) return 'wrong-type';
  return isAllowed(value, answers, expected, nested, checked.isVariable) ? undefined : 'wrong-value';
}

function isAllowed(
  value: LooseValue,
  answers: readonly LooseValue[],
  expected: PythonType,
  nested: PythonType | undefined,
  isVariable: boolean,
): boolean {
  if (!isVariable && expected === 'dict') return isLooseObject(value) && isAllowedObject(value, answers);
  if (!isVariable && expected === 'list' && nested === 'dict')
    return isLooseList(value) && isAllowedObjectList(value, answers);
  if (!isVariable && expected === 'str') {
    const texts = answers.filter((answer) => typeof answer === 'string').map(standardize);
    return typeof value === 'string' && texts.includes(standardize(value));
  }
  if (!isVariable && expected === 'list') return isLooseList(value) && isAllowedList(value, answers);
  return answers.some((answer) => isPythonEqual(answer, value));
}

interface TypeCheck {
  readonly isValid: boolean;
  /** The value stands for a variable, which is text whatever the type of the parameter. */
  readonly isVariable: boolean;
}

/** The types of list items are checked one level deep only. */
function checkType(
  value: LooseValue,
  answers: readonly LooseValue[],
  expected: PythonType,
  nested: PythonType | undefined,
): TypeCheck {
  const first = answers.find((answer) => answer !== '');
  const answerType = first === undefined ? undefined : getPythonType(first);
  const isVariable = answerType !== undefined && answerType !== expected;
  if (getPythonType(value) === expected) {
    if (nested === undefined) return { isValid: true, isVariable };
    const items = isLooseList(value) ? value : [];
    const fits = answers.some(
      (answer) => !isLooseList(answer) || items.every((item) => checkType(item, answer, nested, undefined).isValid),
    );
    return { isValid: fits, isVariable };
  }
  return { isValid: answerType !== undefined && getPythonType(value) === answerType, isVariable: true };
}

/** Spaces, some punctuation and case do not count. This makes "1.5" equal to "15". */
function standardize(text: string): string {
  return text
    .replace(/[ ,./\-_*^]/g, '')
    .toLowerCase()
    .replaceAll("'", '"');
}

function standardizeText(value: LooseValue): LooseValue {
  return typeof value === 'string' ? standardize(value) : value;
}

function isAllowedList(value: readonly LooseValue[], answers: readonly LooseValue[]): boolean {
  const plain = value.map(standardizeText);
  // An answer that is text is taken for the list of its characters.
  return answers.some((answer) => {
    const items = isLooseList(answer) ? answer : typeof answer === 'string' ? [...answer] : [];
    return isPythonEqual(plain, items.map(standardizeText));
  });
}

function isAllowedObject(value: LooseObject, answers: readonly LooseValue[]): boolean {
  return answers.some((answer) => {
    if (answer === '' || !isLooseObject(answer)) return false;
    const hasWrong = Object.entries(value).some(([key, inner]) => {
      const allowed = Object.hasOwn(answer, key) ? answer[key] : undefined;
      if (allowed === undefined || !isLooseList(allowed)) return true;
      return !allowed.some((each) => isPythonEqual(standardizeText(each), standardizeText(inner)));
    });
    const lacksSome = Object.entries(answer).some(
      ([key, allowed]) => !Object.hasOwn(value, key) && !(isLooseList(allowed) && isOptional(allowed)),
    );
    return !hasWrong && !lacksSome;
  });
}

function isAllowedObjectList(value: readonly LooseValue[], answers: readonly LooseValue[]): boolean {
  return answers.some((answer) => {
    const items = isLooseList(answer) ? answer : [];
    if (items.length !== value.length) return false;
    return value.every((item, index) => isLooseObject(item) && isAllowedObject(item, [items[index] ?? '']));
  });
}
