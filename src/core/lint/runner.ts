import type { Project } from '../project/project.ts';
import type { JsonObject } from '../schemas/tool.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import { optionValues } from './options.ts';
import { withoutHaste } from './patience.ts';
import type { Finding, Report, Rule, Severity, Subjects } from './rule.ts';
import { rules } from './rules/index.ts';
import { silence } from './silencing.ts';
import { commentsOf, readSuppressions } from './suppressions.ts';

/** A subject together with what it is. */
export type AnySubject = {
  readonly [Kind in keyof Subjects]: { readonly kind: Kind } & Subjects[Kind];
}[keyof Subjects];

export interface RunSettings {
  /** Severities that win over the project file's. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Offset of the cursor while the author types. */
  readonly typingAt?: number | undefined;
}

interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: JsonObject;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

const known: readonly string[] = rules.map((rule) => rule.id);
const patient = new Set(rules.filter((rule) => rule.patient).map((rule) => rule.id));

/** Runs every rule that is not off over a document. Answers findings in document order. */
export function runRules(subject: AnySubject, settings: RunSettings = {}): readonly Finding[] {
  const active = activeRules(subject.project, settings.severities);
  const found: Finding[] = [];
  for (const activeRule of active) check(subject, activeRule, found);
  const comments = commentRanges(subject);
  const { text, lines } = sourceOf(subject);
  const suppressions = readSuppressions(text, lines, comments);
  const activeIds = new Set(active.map(({ rule }) => rule.id));
  const { findings, reports } = silence(sorted(found), suppressions, known, activeIds);
  const all = sorted([...findings, ...findingsOf('invalid-suppression', reports, active)]);
  if (settings.typingAt === undefined || subject.kind !== 'shots') return all;
  return withoutHaste(all, subject.document, settings.typingAt, (id) => patient.has(id));
}

/** Reports made outside a rule's check, under the severity the rule has; none if it is off. */
export function reportAs(
  id: string,
  reports: readonly Report[],
  project: Project | undefined,
  severities?: RunSettings['severities'],
): readonly Finding[] {
  return findingsOf(id, reports, activeRules(project, severities));
}

/** The text a subject is about, and its lines. */
export function sourceOf(subject: AnySubject): { readonly text: string; readonly lines: LineIndex } {
  switch (subject.kind) {
    case 'shots':
      return subject.document;
    case 'tools':
      return subject.file;
    case 'procedure':
      return subject.procedure;
    case 'project':
      return subject;
  }
}

function activeRules(project: Project | undefined, severities: RunSettings['severities']): readonly ActiveRule[] {
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const setting = project?.rules[rule.id];
    const severity = severities?.[rule.id] ?? setting?.severity ?? rule.defaultSeverity;
    if (severity !== 'off') active.push({ rule, severity, options: optionValues(rule, setting?.options) });
  }
  return active;
}

function check(subject: AnySubject, { rule, severity, options }: ActiveRule, found: Finding[]): void {
  const report = (finding: Report): void => {
    found.push({ ...finding, rule: rule.id, severity: milder(severity, finding.atMost) });
  };
  // One line a kind, because only so the compiler knows that check and subject belong together.
  if (subject.kind === 'shots') rule.check.shots?.(subject, options, report);
  else if (subject.kind === 'tools') rule.check.tools?.(subject, options, report);
  else if (subject.kind === 'procedure') rule.check.procedure?.(subject, options, report);
  else rule.check.project?.(subject, options, report);
}

function findingsOf(id: string, reports: readonly Report[], active: readonly ActiveRule[]): readonly Finding[] {
  const severity = active.find(({ rule }) => rule.id === id)?.severity;
  if (severity === undefined) return [];
  return reports.map((report) => ({ ...report, rule: id, severity: milder(severity, report.atMost) }));
}

function milder(severity: Severity, atMost: Severity | undefined): Severity {
  return atMost !== undefined && RANK[atMost] > RANK[severity] ? atMost : severity;
}

/** Rules report in their own order, so that among findings at one place the more general one comes first. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function commentRanges(subject: AnySubject): readonly TextRange[] {
  if (subject.kind === 'shots') return subject.document.tree.comments.map((comment) => comment.inner);
  return subject.kind === 'procedure' ? commentsOf(subject.procedure.text) : [];
}
