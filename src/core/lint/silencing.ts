import { defineMessages } from '../l10n/messages.ts';
import { nearest } from './nearest.ts';
import type { Finding, Report } from './rule.ts';
import type { RuleName, Suppression } from './suppressions.ts';

const say = defineMessages({
  unknown: { en: 'There is no rule `{id}`.', 'zh-CN': '没有名为 `{id}` 的规则。' },
  near: {
    en: 'There is no rule `{id}`; did you mean `{candidate}`?',
    'zh-CN': '没有规则 `{id}`，是不是想写 `{candidate}`？',
  },
  unused: {
    en: '`{id}` finds nothing here, so there is nothing to suppress.',
    'zh-CN': '`{id}` 在这里没有发现问题，不需要屏蔽。',
  },
});

export interface Silenced {
  readonly findings: readonly Finding[];
  /** What is wrong with the suppressions themselves. */
  readonly reports: readonly Report[];
}

/**
 * Takes out what suppressions silence. `findings` are sorted by their start. A name is called unused only if its
 * rule was run (`active`): one that is switched off could have had a finding.
 */
export function silence(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  known: readonly string[],
  active: ReadonlySet<string>,
): Silenced {
  if (suppressions.length === 0) return { findings, reports: [] };
  const used = new Set<RuleName>();
  const left = sweep(findings, suppressions, used);
  const names = suppressions.flatMap((suppression) => suppression.rules);
  const reports = names.map((name) => judge(name, known, active, used)).filter((report) => report !== undefined);
  return { findings: left, reports };
}

/** One pass over findings and regions, both in document order; only regions that are open are asked. */
function sweep(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  used: Set<RuleName>,
): readonly Finding[] {
  const waiting = suppressions.toSorted((a, b) => a.region.start - b.region.start);
  let next = 0;
  let open: Suppression[] = [];
  return findings.filter((finding) => {
    const at = finding.range.start;
    for (; (waiting[next]?.region.start ?? Number.POSITIVE_INFINITY) <= at; next++) {
      const suppression = waiting[next];
      if (suppression !== undefined) open.push(suppression);
    }
    open = open.filter(({ region }) => region.end > at);
    return !isSilenced(finding, open, used);
  });
}

function isSilenced(finding: Finding, open: readonly Suppression[], used: Set<RuleName>): boolean {
  let silenced = false;
  for (const { rules } of open) {
    const name = rules.find(({ id }) => id === finding.rule);
    if (name !== undefined) used.add(name);
    if (name !== undefined || rules.length === 0) silenced = true;
  }
  return silenced;
}

function judge(
  name: RuleName,
  known: readonly string[],
  active: ReadonlySet<string>,
  used: ReadonlySet<RuleName>,
): Report | undefined {
  const range = { start: name.start, end: name.end };
  if (!known.includes(name.id)) {
    const [candidate] = nearest(name.id, known, 1);
    const message = candidate === undefined ? say('unknown', { id: name.id }) : say('near', { id: name.id, candidate });
    return { range, message };
  }
  if (used.has(name) || !active.has(name.id)) return undefined;
  return { range, message: say('unused', { id: name.id }), atMost: 'info' };
}
