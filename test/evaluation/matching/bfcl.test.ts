import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/docs/files.ts';
import { assign } from '../../../src/evaluation/matching/assignment.ts';
import {
  type AllowedValues,
  checkLoosely,
  type LooseFunction,
} from '../../../src/evaluation/matching/loose/checkLoosely.ts';
import {
  isLooseList,
  isLooseObject,
  type LooseObject,
  type LooseValue,
  PythonFloat,
} from '../../../src/evaluation/matching/loose/looseValue.ts';

/** A question with its candidates, as scripts/bfcl-verdicts.py writes it. */
interface Question {
  readonly id: string;
  readonly f: readonly (readonly [
    name: string,
    parameters: Readonly<Record<string, readonly [string, string?]>>,
    required: readonly string[],
  ])[];
  readonly a: readonly Readonly<Record<string, AllowedValues>>[];
  readonly c: readonly (readonly [kind: string, calls: readonly Call[] | null, valid: boolean, greedy?: 'greedy'])[];
}

type Call = Readonly<Record<string, LooseObject>>;

const file = gunzipSync(readFileSync(join(ROOT, 'test/fixtures/bfcl/verdicts.jsonl.gz'))).toString('utf8');
const questions = file
  .split('\n')
  .filter((line) => line !== '')
  .map(
    (line): Question =>
      JSON.parse(line, (_, value) =>
        typeof value?.$float === 'string' ? new PythonFloat(Number(value.$float)) : value,
      ),
  );

/** The first allowed value of each parameter, without optional ones that have none. */
function toTruth(answers: Question['a']): readonly Call[] {
  return answers.map((answer) =>
    Object.fromEntries(Object.entries(answer).map(([name, allowed]) => [name, firstAllowed(allowed)])),
  );
}

function firstAllowed(allowed: Readonly<Record<string, LooseValue>>): LooseObject {
  return Object.fromEntries(
    Object.entries(allowed).flatMap(([key, values]) => {
      const first = isLooseList(values) ? values.find((value) => value !== '') : values;
      return first === undefined || first === null ? [] : [[key, toPlain(first)]];
    }),
  );
}

function toPlain(value: LooseValue): LooseValue {
  if (isLooseList(value)) return value.map((item) => (isLooseObject(item) ? toPlain(item) : item));
  return isLooseObject(value) ? firstAllowed(value) : value;
}

function isValid({ id, f, a }: Question, calls: readonly Call[]): boolean {
  if (calls.length !== a.length) return false;
  const functions = new Map(
    f.map(([name, parameters, required]): readonly [string, LooseFunction] => {
      const types = Object.entries(parameters).map(([key, [type, itemType]]) => [key, { type, itemType }] as const);
      return [name, { parameters: new Map(types), required }];
    }),
  );
  const costs = a.map((answer) =>
    calls.map((call) => {
      const [[name, allowed] = ['', {}]] = Object.entries(answer);
      const values = Object.hasOwn(call, name) ? call[name] : undefined;
      const definition = functions.get(name);
      const isRight =
        values !== undefined && definition !== undefined && checkLoosely(definition, values, allowed) === undefined;
      return isRight ? 0 : 1;
    }),
  );
  // Only parallel calls have no order; elsewhere there is one call.
  expect(calls.length === 1 || id.includes('parallel')).toBe(true);
  return assign(costs).every((column, row) => column !== undefined && costs[row]?.[column] === 0);
}

describe("the leaderboard's checker", () => {
  it('has about 2,350 questions with allowed values', () => {
    expect(questions.length).toBe(2351);
    expect(new Set(questions.flatMap(({ c }) => c.map(([kind]) => kind))).size).toBe(21);
  });

  it('agrees about the answers and their mutants, except where it pairs greedily', () => {
    const different = questions.flatMap((question) =>
      question.c.flatMap(([kind, calls, valid, greedy]) =>
        isValid(question, calls ?? toTruth(question.a)) === (valid || greedy === 'greedy')
          ? []
          : [`${question.id} ${kind}: ${valid}`],
      ),
    );
    expect(different).toEqual([]);
  });
});
