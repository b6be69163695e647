import { defineMessages } from '../../l10n/messages.ts';
import { findNearest } from '../../similarity/nearest.ts';
import type { Finding, Report } from '../rule.ts';
import type { RuleName, Suppression } from './suppressions.ts';

const say = defineMessages({
  unknown: { en: 'Unknown rule `{id}`.', 'zh-CN': '未知的规则 `{id}`。' },
  near: {
    en: 'Unknown rule `{id}`. Did you mean `{candidate}`?',
    'zh-CN': '未知的规则 `{id}`。你是否想写 `{candidate}`？',
  },
  unused: {
    en: 'Unused suppression: `{id}` has no problems here.',
    'zh-CN': '未使用的禁用注释：此处没有 `{id}` 的问题。',
  },
});

export interface SuppressionResult {
  readonly findings: readonly Finding[];
  /** What is wrong with the suppressions themselves. */
  readonly reports: readonly Report[];
}

/**
 * Removes suppressed findings. `findings` are sorted by their start. A name is called unused only if its
 * rule was run (`active`): one that is switched off could have had a finding.
 */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  known: readonly string[],
  active: ReadonlySet<string>,
): SuppressionResult {
  if (suppressions.length === 0) return { findings, reports: [] };
  const used = new Set<RuleName>();
  const left = filterFindings(findings, suppressions, used);
  const names = suppressions.flatMap((suppression) => suppression.rules);
  const reports = names
    .map((name) => checkRuleName(name, known, active, used))
    .filter((report) => report !== undefined);
  return { findings: left, reports };
}

/** One pass over findings and regions, both in document order. */
function filterFindings(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  used: Set<RuleName>,
): readonly Finding[] {
  const waiting = suppressions.toSorted((a, b) => a.region.start - b.region.start);
  const open: OpenRegions = { end: 0, byRule: new Map() };
  let next = 0;
  return findings.filter(({ rule, range: { start } }) => {
    for (; (waiting[next]?.region.start ?? Number.POSITIVE_INFINITY) <= start; next++) {
      const suppression = waiting[next];
      if (suppression !== undefined) openRegion(open, suppression);
    }
    return !isSuppressed(rule, start, open, used);
  });
}

/** The regions that have begun: only the latest end counts, of those for every rule and of those for each rule. */
interface OpenRegions {
  end: number;
  readonly byRule: Map<string, OpenRule>;
}

interface OpenRule {
  end: number;
  /** Names that no finding was suppressed by so far. Each is looked at once more, at the next finding of the rule. */
  unused: { readonly name: RuleName; readonly end: number }[];
}

function openRegion(open: OpenRegions, { rules, region: { end } }: Suppression): void {
  if (rules.length === 0) open.end = Math.max(open.end, end);
  const seen = new Set<string>();
  for (const name of rules) {
    if (seen.has(name.id)) continue;
    seen.add(name.id);
    const rule = open.byRule.get(name.id) ?? { end: 0, unused: [] };
    open.byRule.set(name.id, rule);
    rule.end = Math.max(rule.end, end);
    rule.unused.push({ name, end });
  }
}

function isSuppressed(id: string, at: number, open: OpenRegions, used: Set<RuleName>): boolean {
  const rule = open.byRule.get(id);
  if (rule === undefined) return open.end > at;
  for (const { name, end } of rule.unused) if (end > at) used.add(name);
  rule.unused = [];
  return Math.max(open.end, rule.end) > at;
}

function checkRuleName(
  name: RuleName,
  known: readonly string[],
  active: ReadonlySet<string>,
  used: ReadonlySet<RuleName>,
): Report | undefined {
  const range = { start: name.start, end: name.end };
  if (!known.includes(name.id)) {
    const [candidate] = findNearest(name.id, known, 1);
    const message = candidate === undefined ? say('unknown', { id: name.id }) : say('near', { id: name.id, candidate });
    return { range, message };
  }
  if (used.has(name) || !active.has(name.id)) return undefined;
  return { range, message: say('unused', { id: name.id }), maxSeverity: 'info' };
}
