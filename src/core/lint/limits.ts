import { defineMessages } from '../l10n/messages.ts';
import type { Finding, Report, Severity } from './rule.ts';

const say = defineMessages({
  findings: {
    en: '{count} more findings are not shown; the command line shows all of them.',
    'zh-CN': '还有 {count} 条提示没有显示，可用命令行查看全部。',
  },
  length: {
    en: 'This document has {length} characters and is not checked: the limit is {limit}. The command line has none.',
    'zh-CN': '文档有 {length} 个字符，超过上限 {limit}，没有检查；命令行不受此限制。',
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
  byGravity.sort((a, b) => rankOf(findings[a]) - rankOf(findings[b]) || a - b);
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
export function tooLong(length: number, limit: number): Report {
  return { range: { start: 0, end: 0 }, message: say('length', { length, limit }) };
}

function rankOf(finding: Finding | undefined): number {
  return finding === undefined ? 0 : RANK[finding.severity];
}
