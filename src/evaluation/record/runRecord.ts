import type { JsonObject, JsonValue, Language } from '../../core/index.ts';
import { renderMessage } from '../../core/index.ts';
import type { Cost, TokenUsage } from '../../generation/index.ts';
import { getShotName, type SkippedShot } from '../cases/evaluationCase.ts';
import { explainProblem, toPathText } from '../matching/explanation.ts';
import type { MatchCode, MatchProblem } from '../matching/turns.ts';
import type { Attempt, CaseResult, CaseVerdict } from '../run/caseResult.ts';
import type { ModelComparison } from '../run/compareModels.ts';
import type { GroupScores, Rate, RunScores } from '../run/scores.ts';

/** What a record says about its run besides the results. */
export interface RunDescription {
  readonly model: string;
  /** ISO 8601. */
  readonly time?: string | undefined;
  /** The commit of the workspace, if Git has one. */
  readonly commit?: string | undefined;
  readonly outcome: string;
  readonly as: 'tools' | 'text';
  readonly match: 'strict' | 'loose';
  /** How often each case was asked. */
  readonly repeat: number;
  /** `none`: the prompts show no shots. */
  readonly shots?: 'shown' | 'none';
  /** True if only some cases of the documents were run. */
  readonly isPartial?: boolean;
  /** Undefined if no price is known. Replies from the cache count. */
  readonly cost?: Cost | undefined;
}

/** A rate from 0 to 1 with its 95 % interval. */
export interface RecordedRate {
  /** `passed` divided by `total`; undefined without any. */
  readonly value?: number | undefined;
  /** Attempts that passed. */
  readonly passed: number;
  /** All attempts that could be judged. */
  readonly total: number;
  /** The lower end of the interval. */
  readonly low: number;
  /** The upper end of the interval. */
  readonly high: number;
}

/** The rates of some attempts. */
export interface RecordedGroup {
  readonly callAccuracy: RecordedRate;
  readonly toolChoice: RecordedRate;
}

/** One thing that was wrong. `path` is written `items[0].price`; empty for the call itself. */
export interface RecordedProblem {
  readonly code: MatchCode;
  readonly path: string;
  readonly expected?: JsonValue | undefined;
  readonly actual?: JsonValue | undefined;
  readonly message: string;
}

/** A call that a model made; `text` where its arguments cannot be read. */
export interface RecordedCall {
  readonly name: string;
  readonly arguments?: JsonObject | undefined;
  readonly text?: string | undefined;
}

/** One reply, or the error in its place. */
export type RecordedAttempt =
  | { readonly error: string; readonly message: string }
  | {
      readonly passed: boolean;
      readonly problems: readonly RecordedProblem[];
      readonly calls: readonly RecordedCall[];
      readonly text: string;
      readonly otherNotation: boolean;
      readonly finish: string;
      readonly usage: TokenUsage;
      readonly milliseconds: number;
      readonly cached: boolean;
    };

/** A case with everything that happened in it. */
export interface RecordedCase {
  readonly path: string;
  /** The id of the shot, or its number. */
  readonly shot: string;
  /** The number of the round from 1, or the answer. */
  readonly round: number | 'answer';
  /** From 1. */
  readonly line: number;
  readonly expected: readonly RecordedCall[];
  /** The number of shots in the prompt. */
  readonly shown: number;
  /** How similar the nearest of them is, from 0 to 1. */
  readonly nearest?: number | undefined;
  readonly verdict: CaseVerdict;
  readonly attempts: readonly RecordedAttempt[];
}

/** The scores as plain data, the call accuracy first. */
export type RecordedScores = ReturnType<typeof toPlainScores>;

/** What is lost without a shot. */
export interface ShotContribution {
  readonly path: string;
  /** The id of the shot, or its number. */
  readonly shot: string;
  /** The number of cases whose prompt shows it. */
  readonly cases: number;
  /** The run without the shot against the one with it. */
  readonly comparison: ModelComparison;
}

/** Everything about a run as plain data. This is what `--format json` prints and what is stored. */
export interface RunRecord extends RunDescription {
  readonly version: 1;
  readonly scores: RecordedScores;
  readonly cases: readonly RecordedCase[];
  /** What each shot brings, if that was asked for. */
  readonly ablation?: readonly ShotContribution[];
  readonly skipped: readonly {
    readonly path: string;
    readonly shot: string;
    readonly code: string;
    readonly message: string;
  }[];
}

/** Makes the record of a run. `toPath` gives the path of a URI, messages are in `language`. */
export function toRunRecord(
  results: readonly CaseResult[],
  skipped: readonly SkippedShot[],
  scores: RunScores,
  about: RunDescription,
  toPath: (uri: string) => string,
  language: Language,
): RunRecord {
  return {
    version: 1,
    ...about,
    scores: toPlainScores(scores, toPath),
    cases: results.map((result) => toPlainCase(result, toPath, language)),
    skipped: skipped.map(({ uri, shot, code, message }) => {
      return { path: toPath(uri), shot: getShotName(shot), code, message: renderMessage(message, language) };
    }),
  };
}

function toPlainCase(
  { case: test, verdict, attempts }: CaseResult,
  toPath: (uri: string) => string,
  language: Language,
): RecordedCase {
  return {
    path: toPath(test.source.uri),
    shot: getShotName(test.shot),
    round: test.round === undefined ? 'answer' : test.roundIndex + 1,
    line: test.source.document.lines.positionAt((test.round ?? test.shot.answer ?? test.shot).start).line + 1,
    expected: test.expected.calls.map(({ name, values }) => ({ name, arguments: values })),
    shown: test.shown,
    nearest: test.nearest,
    verdict,
    attempts: attempts.map((attempt) => toPlainAttempt(attempt, language)),
  };
}

function toPlainAttempt(attempt: Attempt, language: Language): RecordedAttempt {
  if (attempt.kind === 'broken') return { error: attempt.code, message: renderMessage(attempt.problem, language) };
  const { turn, match, usage, milliseconds, isCached, finish } = attempt;
  return {
    passed: match.passed,
    problems: match.problems.map((problem) => toPlainProblem(problem, language)),
    calls: turn.calls.map(({ name, values, text }) =>
      values === undefined ? { name, text } : { name, arguments: values },
    ),
    text: turn.text,
    otherNotation: turn.isOtherNotation,
    finish,
    usage,
    milliseconds,
    cached: isCached,
  };
}

/** A problem as plain data. */
export function toPlainProblem(problem: MatchProblem, language: Language): RecordedProblem {
  return {
    code: problem.code,
    path: toPathText(problem.path),
    expected: problem.expected,
    actual: problem.actual,
    message: renderMessage(explainProblem(problem), language),
  };
}

function toPlainScores(
  { exact, codes, byTool, byStep, byShot, zeroShot, callTurns, textTurns, ...scores }: RunScores,
  toPath: (uri: string) => string,
) {
  const groups = (map: ReadonlyMap<string, GroupScores>, toKey: (key: string) => string = (key) => key) =>
    Object.fromEntries([...map].map(([key, group]) => [toKey(key), toPlainGroup(group)]));
  return {
    callAccuracy: toPlainRate(exact),
    ...scores,
    toolChoice: toPlainRate(scores.toolChoice),
    schemaValid: toPlainRate(scores.schemaValid),
    stepOrder: toPlainRate(scores.stepOrder),
    zeroShot: toPlainGroup(zeroShot),
    callTurns: toPlainGroup(callTurns),
    textTurns: toPlainGroup(textTurns),
    codes: Object.fromEntries(codes) as Readonly<Partial<Record<MatchCode, number>>>,
    byTool: groups(byTool),
    byStep: groups(byStep),
    byShot: groups(byShot, (key) => key.replace(/^(.*)#/, (_, uri: string) => `${toPath(uri)}#`)),
  };
}

function toPlainGroup({ exact, toolChoice }: GroupScores): RecordedGroup {
  return { callAccuracy: toPlainRate(exact), toolChoice: toPlainRate(toolChoice) };
}

/** A rate as plain data. */
export function toPlainRate({ value, passed, total, low, high }: Rate): RecordedRate {
  return { value, passed, total, low, high };
}
