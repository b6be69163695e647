import type { ShotsDocument } from '../../model/model.ts';
import type { Project } from '../../project/project.ts';
import type { Severity } from '../../project/severity.ts';
import type { JsonObject } from '../../text/json.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import { finish, type Steps } from '../../text/timeSlices.ts';
import type { Finding, Report, Reporter, Rule, Subjects } from '../rule.ts';
import { getOptionValues } from '../ruleOptions.ts';
import { rules } from '../rules/index.ts';
import { applySuppressions } from './applySuppressions.ts';
import { withoutDeferred } from './deferFindings.ts';
import { withoutFollowUps } from './followUps.ts';
import { createTimeReport } from './limits.ts';
import { findComments, readSuppressions } from './suppressions.ts';

export interface RunSettings {
  /** Severities that win over the project file's. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Offset of the cursor while the author types. */
  readonly typingAt?: number | undefined;
  /** Milliseconds after which no further rule runs. */
  readonly maxTime?: number | undefined;
}

interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: JsonObject;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

const RULE_IDS: readonly string[] = rules.map((rule) => rule.id);
const DEFERRED_RULES = new Set(rules.filter((rule) => rule.deferred).map((rule) => rule.id));

/** Runs every rule that is not off over a document. Answers findings in document order. */
export function runRules<Kind extends keyof Subjects>(
  kind: Kind,
  subject: Subjects[Kind],
  settings: RunSettings = {},
): readonly Finding[] {
  return finish(runRulesInSteps(kind, subject, settings));
}

/** The same with a step for each rule. */
export function* runRulesInSteps<Kind extends keyof Subjects>(
  kind: Kind,
  subject: Subjects[Kind],
  settings: RunSettings = {},
): Steps<readonly Finding[]> {
  const source = SOURCES[kind](subject);
  const active = getActiveRules(source.project, settings.severities);
  const { found, skipped } = yield* checkInTime(kind, subject, active, settings.maxTime);
  const suppressions = readSuppressions(source.text, source.lines, source.comments());
  const activeIds = new Set(active.map(({ rule }) => rule.id).filter((id) => !skipped.includes(id)));
  const caused = source.document === undefined ? found : withoutFollowUps(found, source.document);
  const { findings, reports } = applySuppressions(sortFindings(caused), suppressions, RULE_IDS, activeIds);
  const late = skipped.length === 0 ? [] : [createTimeReport(skipped, settings.maxTime ?? 0)];
  const own = [...toFindings('invalid-suppression', reports, active), ...toFindings('limit-reached', late, active)];
  const all = sortFindings([...findings, ...own]);
  if (settings.typingAt === undefined || source.document === undefined) return all;
  return withoutDeferred(all, source.document, settings.typingAt, (id) => DEFERRED_RULES.has(id));
}

/** Runs rules as long as there is time, the gravest first. Findings are in the order of the rules. */
function* checkInTime<Kind extends keyof Subjects>(
  kind: Kind,
  subject: Subjects[Kind],
  active: readonly ActiveRule[],
  maxTime: number | undefined,
): Steps<{ readonly found: readonly Finding[]; readonly skipped: readonly string[] }> {
  const own = active.filter(({ rule }) => rule.check[kind] !== undefined);
  const found = new Map<Rule, Finding[]>(own.map(({ rule }) => [rule, []]));
  const skipped: string[] = [];
  const end = maxTime === undefined ? Number.POSITIVE_INFINITY : Date.now() + maxTime;
  const inTurn = maxTime === undefined ? own : own.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  for (const { rule, severity, options } of inTurn) {
    const report: Reporter = (one) => found.get(rule)?.push(toFinding(rule.id, severity, one));
    if (maxTime !== undefined && Date.now() >= end) skipped.push(rule.id);
    else yield* rule.check[kind]?.(subject, options, report) ?? [];
    yield;
  }
  return { found: [...found.values()].flat(), skipped };
}

/** Reports made outside a rule's check, under the severity the rule has; none if it is off. */
export function reportAs(
  id: string,
  reports: readonly Report[],
  project: Project | undefined,
  severities?: RunSettings['severities'],
): readonly Finding[] {
  return toFindings(id, reports, getActiveRules(project, severities));
}

/** What the runner itself has to know of a subject. */
interface Source {
  readonly text: string;
  readonly lines: LineIndex;
  readonly project: Project;
  /** Present for documents in which deferred rules wait for the author. */
  readonly document?: ShotsDocument;
  /** The inner ranges of the comments that can hold suppressions. */
  comments(): readonly TextRange[];
}

const SOURCES: { readonly [Kind in keyof Subjects]: (subject: Subjects[Kind]) => Source } = {
  shots: ({ document, project }) => ({
    text: document.text,
    lines: document.lines,
    project,
    document,
    comments: () => document.tree.comments.map((comment) => comment.inner),
  }),
  procedure: ({ procedure: { text, lines }, project }) => ({
    text,
    lines,
    project,
    comments: () => findComments(text),
  }),
  tools: ({ file: { text, lines }, project }) => ({ text, lines, project, comments: () => [] }),
  project: ({ text, lines, project }) => ({ text, lines, project, comments: () => [] }),
};

/** The options a rule runs with; undefined if it is off. */
export function getActiveOptions(
  id: string,
  project: Project,
  severities: RunSettings['severities'],
): JsonObject | undefined {
  return getActiveRules(project, severities).find(({ rule }) => rule.id === id)?.options;
}

type Severities = NonNullable<RunSettings['severities']>;

const NO_PROJECT = {};
const NO_SEVERITIES: Severities = {};

/** The rules that are on, by project and severities: both are the same objects for all documents of a run. */
const activeRules = new WeakMap<object, WeakMap<Severities, readonly ActiveRule[]>>();

function getActiveRules(project: Project | undefined, severities: Severities = NO_SEVERITIES): readonly ActiveRule[] {
  const key = project ?? NO_PROJECT;
  const known = activeRules.get(key) ?? new WeakMap<Severities, readonly ActiveRule[]>();
  activeRules.set(key, known);
  const active = known.get(severities) ?? collectActiveRules(project, severities);
  known.set(severities, active);
  return active;
}

function collectActiveRules(project: Project | undefined, severities: Severities): readonly ActiveRule[] {
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const setting = project?.rules[rule.id];
    const severity = severities[rule.id] ?? setting?.severity ?? rule.defaultSeverity;
    if (severity !== 'off') active.push({ rule, severity, options: getOptionValues(rule, setting?.options) });
  }
  return active;
}

function toFindings(id: string, reports: readonly Report[], active: readonly ActiveRule[]): readonly Finding[] {
  const severity = active.find(({ rule }) => rule.id === id)?.severity;
  return severity === undefined ? [] : reports.map((report) => toFinding(id, severity, report));
}

function toFinding(rule: string, severity: Severity, report: Report): Finding {
  return { ...report, rule, severity: toMilder(severity, report.maxSeverity) };
}

function toMilder(severity: Severity, atMost: Severity | undefined): Severity {
  return atMost !== undefined && RANK[atMost] > RANK[severity] ? atMost : severity;
}

/** Rules report in their own order, so that among findings at one place the more general one comes first. */
function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
