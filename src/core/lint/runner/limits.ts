import { defineMessages } from '../../l10n/messages.ts';
import type { Severity } from '../../project/severity.ts';
import type { Finding, Report } from '../rule.ts';

const say = defineMessages({
  findings: {
    en: '{count} more problems are not shown. The command line shows all of them.',
    'zh-CN': '还有 {count} 个问题未显示。命令行会全部显示。',
  },
  length: {
    en: 'The document is not checked because its {length} characters exceed the limit of {limit}. The command line has no limit.',
    'zh-CN': '文档有 {length} 个字符，超过上限 {limit}，未检查。命令行没有限制。',
  },
  time: {
    en: 'The check took more than {limit} ms. These rules were not checked: {rules}. The command line has no limit.',
    'zh-CN': '检查用时超过 {limit} 毫秒，以下规则未检查：{rules}。命令行没有限制。',
  },
});

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** Keeps the gravest findings, in document order, and tells how many were left out. */
export function limitFindings(
  findings: readonly Finding[],
  most: number | undefined,
): { readonly kept: readonly Finding[]; readonly report: Report | undefined } {
  if (most === undefined || findings.length <= most) return { kept: findings, report: undefined };
  const byGravity = findings.map((_, index) => index);
  byGravity.sort((a, b) => getRank(findings[a]) - getRank(findings[b]) || a - b);
  const chosen = new Set(byGravity.slice(0, most));
  const left = findings.find((_, index) => !chosen.has(index));
  return {
    kept: findings.filter((_, index) => chosen.has(index)),
    report: {
      range: left?.range ?? { start: 0, end: 0 },
      message: say('findings', { count: findings.length - most }),
    },
  };
}

/** Says that a document is too long to be checked. */
export function createLengthReport(length: number, limit: number): Report {
  return { range: { start: 0, end: 0 }, message: say('length', { length, limit }) };
}

/** Says which rules were not checked in the time there was. */
export function createTimeReport(rules: readonly string[], limit: number): Report {
  return { range: { start: 0, end: 0 }, message: say('time', { rules: rules.join(', '), limit }) };
}

function getRank(finding: Finding | undefined): number {
  return finding === undefined ? 0 : RANK[finding.severity];
}
