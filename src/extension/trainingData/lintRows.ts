import type { CancellationToken } from 'vscode';
import { type Diagnostic, defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import { createDataLinter, type DataFinding, type DataShape } from '../../datasets/index.ts';
import { type EditorRow, readEditorRows } from './dataDocument.ts';

const say = defineMessages({
  length: {
    en: 'The rows from here on are not checked: the limit is {limit} characters (sopShots.lint.maxLength). `sop-shots lint` has no limit.',
    'zh-CN': '从此处起未作检查：上限为 {limit} 个字符（sopShots.lint.maxLength）。`sop-shots lint` 没有上限。',
  },
  time: {
    en: 'The rows from here on are not checked: the limit is {limit} ms (sopShots.lint.maxTime). `sop-shots lint` has no limit.',
    'zh-CN': '从此处起未作检查：上限为 {limit} 毫秒（sopShots.lint.maxTime）。`sop-shots lint` 没有上限。',
  },
  findings: {
    en: 'The rows from here on are not checked: the limit is {limit} problems (sopShots.lint.maxFindings). `sop-shots lint` has no limit.',
    'zh-CN': '从此处起未作检查：上限为 {limit} 个问题（sopShots.lint.maxFindings）。`sop-shots lint` 没有上限。',
  },
});

/** How much of a document is checked. */
export interface RowLimits {
  /** In characters. */
  readonly length: number;
  /** In milliseconds of work. */
  readonly time: number;
  readonly findings: number;
}

/** The longest work at one go, in milliseconds: the extension host answers other requests in between. */
const SLICE = 20;

/** Checks the rows of a document as `sop-shots lint` does, up to the limits; undefined if it was cancelled. */
export async function lintRows(
  text: string,
  shape: DataShape,
  limits: RowLimits,
  language: Language,
  token: CancellationToken,
): Promise<readonly Diagnostic[] | undefined> {
  const linter = createDataLinter();
  const found: Diagnostic[] = [];
  const stop = (row: EditorRow, message: Message): readonly Diagnostic[] => {
    const finding = { rule: 'limit-reached', severity: 'info', message, start: 0, end: row.text.length } as const;
    return [...found, toFound(finding, row, language)];
  };
  let worked = 0;
  let since = performance.now();
  for (const row of readEditorRows(text, shape)) {
    if (row.start + row.text.length > limits.length) return stop(row, say('length', { limit: limits.length }));
    if (found.length >= limits.findings) return stop(row, say('findings', { limit: limits.findings }));
    for (const finding of linter.row(row.text, row.line).findings) found.push(toFound(finding, row, language));
    const now = performance.now();
    if (now - since < SLICE) continue;
    worked += now - since;
    if (worked > limits.time) return stop(row, say('time', { limit: limits.time }));
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested) return undefined;
    since = performance.now();
  }
  return found;
}

function toFound({ rule, severity, message, start, end }: DataFinding, row: EditorRow, language: Language): Diagnostic {
  const range = { start: row.positionAt(start), end: row.positionAt(end) };
  return { rule, severity, message: renderMessage(message, language), range, related: [], repairs: [], fixable: false };
}
