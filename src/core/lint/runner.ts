import type { ShotsDocument } from '../model/model.ts';
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
export function runRules<Kind extends keyof Subjects>(
  kind: Kind,
  subject: Subjects[Kind],
  settings: RunSettings = {},
): readonly Finding[] {
  const source = SOURCES[kind](subject);
  const active = activeRules(source.project, settings.severities);
  const found: Finding[] = [];
  for (const { rule, severity, options } of active) {
    rule.check[kind]?.(subject, options, (report) => void found.push(findingOf(rule.id, severity, report)));
  }
  const suppressions = readSuppressions(source.text, source.lines, source.comments());
  const activeIds = new Set(active.map(({ rule }) => rule.id));
  const { findings, reports } = silence(sorted(found), suppressions, known, activeIds);
  const all = sorted([...findings, ...findingsOf('invalid-suppression', reports, active)]);
  if (settings.typingAt === undefined || source.document === undefined) return all;
  return withoutHaste(all, source.document, settings.typingAt, (id) => patient.has(id));
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

/** What the runner itself has to know of a subject. */
interface Source {
  readonly text: string;
  readonly lines: LineIndex;
  readonly project: Project;
  /** Present for documents in which patient rules wait for the author. */
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
  procedure: ({ procedure: { text, lines }, project }) => ({ text, lines, project, comments: () => commentsOf(text) }),
  tools: ({ file: { text, lines }, project }) => ({ text, lines, project, comments: () => [] }),
  project: ({ text, lines, project }) => ({ text, lines, project, comments: () => [] }),
};

function activeRules(project: Project | undefined, severities: RunSettings['severities']): readonly ActiveRule[] {
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const setting = project?.rules[rule.id];
    const severity = severities?.[rule.id] ?? setting?.severity ?? rule.defaultSeverity;
    if (severity !== 'off') active.push({ rule, severity, options: optionValues(rule, setting?.options) });
  }
  return active;
}

function findingsOf(id: string, reports: readonly Report[], active: readonly ActiveRule[]): readonly Finding[] {
  const severity = active.find(({ rule }) => rule.id === id)?.severity;
  return severity === undefined ? [] : reports.map((report) => findingOf(id, severity, report));
}

function findingOf(rule: string, severity: Severity, report: Report): Finding {
  return { ...report, rule, severity: milder(severity, report.atMost) };
}

function milder(severity: Severity, atMost: Severity | undefined): Severity {
  return atMost !== undefined && RANK[atMost] > RANK[severity] ? atMost : severity;
}

/** Rules report in their own order, so that among findings at one place the more general one comes first. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
