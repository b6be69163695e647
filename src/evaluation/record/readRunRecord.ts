import { isObject, type JsonObject, type JsonValue } from '../../core/index.ts';
import type { RunRecord } from './runRecord.ts';

/**
 * Reads the record of a run. Undefined for a text that is none: a run that was cut off while it was written, a record of
 * another version, any other file.
 */
export function readRunRecord(text: string): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isRecord(value) ? (value as unknown as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}

const RATES = ['callAccuracy', 'toolChoice', 'schemaValid', 'stepOrder'] as const;
const GROUPS = ['zeroShot', 'callTurns', 'textTurns'] as const;
const MAPS = ['byTool', 'byStep', 'byShot'] as const;
const COUNTS = ['cases', 'shots', 'flaky', 'errors', 'resolution'] as const;

function isRecord({ version, model, scores, cases }: JsonObject): boolean {
  if (version !== 1 || typeof model !== 'string' || !isObject(scores) || !isList(cases)) return false;
  return isScores(scores) && cases.every(isCase);
}

function isScores(scores: JsonObject): boolean {
  return (
    RATES.every((name) => isRate(scores[name])) &&
    GROUPS.every((name) => isGroup(scores[name])) &&
    MAPS.every((name) => isMap(scores[name], isGroup)) &&
    COUNTS.every((name) => typeof scores[name] === 'number') &&
    isMap(scores.codes, (count) => typeof count === 'number') &&
    isUsage(scores.usage)
  );
}

function isRate(value: JsonValue | undefined): boolean {
  return isObject(value) && ['passed', 'total', 'low', 'high'].every((name) => typeof value[name] === 'number');
}

function isGroup(value: JsonValue | undefined): boolean {
  return isObject(value) && isRate(value.callAccuracy) && isRate(value.toolChoice);
}

function isMap(value: JsonValue | undefined, test: (inner: JsonValue | undefined) => boolean): boolean {
  return isObject(value) && Object.values(value).every(test);
}

function isUsage(value: JsonValue | undefined): boolean {
  return isObject(value) && typeof value.inputTokens === 'number' && typeof value.outputTokens === 'number';
}

const VERDICTS: readonly (JsonValue | undefined)[] = ['passed', 'failed', 'flaky', 'error'];

function isCase(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  const { path, shot, round, line, expected, verdict, attempts } = value;
  return (
    [path, shot].every((text) => typeof text === 'string') &&
    (typeof round === 'number' || round === 'answer') &&
    typeof line === 'number' &&
    isList(expected) &&
    expected.every(isCall) &&
    VERDICTS.includes(verdict) &&
    isList(attempts) &&
    attempts.every(isAttempt)
  );
}

function isCall(value: JsonValue): boolean {
  return isObject(value) && typeof value.name === 'string' && (isObject(value.arguments) || 'text' in value);
}

function isAttempt(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  if (typeof value.error === 'string') return typeof value.message === 'string';
  const { passed, problems, calls, text } = value;
  return (
    typeof passed === 'boolean' &&
    typeof text === 'string' &&
    isList(calls) &&
    calls.every(isCall) &&
    isList(problems) &&
    problems.every((problem) => isObject(problem) && typeof problem.code === 'string')
  );
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
