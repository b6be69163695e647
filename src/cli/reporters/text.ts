import pc from 'picocolors';
import {
  type Diagnostic,
  defineMessages,
  escapeControls,
  type Language,
  type Message,
  renderMessage,
  type Severity,
} from '../../core/index.ts';
import { toCellWidth } from './columns.ts';
import type { FileReport, Reporter, Summary } from './reporter.ts';

const say = defineMessages({
  clean: { en: '{files} checked: no findings', 'zh-CN': '已检查 {files}：没有发现问题' },
  found: { en: '{files} checked: {counts}', 'zh-CN': '已检查 {files}：{counts}' },
  fixedOne: { en: '1 file fixed', 'zh-CN': '已修复 1 个文件' },
  fixedMany: { en: '{n} files fixed', 'zh-CN': '已修复 {n} 个文件' },
  fixableOne: { en: '1 of them can be fixed with --fix', 'zh-CN': '其中 1 个可用 --fix 修复' },
  fixable: { en: '{n} of them can be fixed with --fix', 'zh-CN': '其中 {n} 个可用 --fix 修复' },
  file: { en: '{n} file', 'zh-CN': '{n} 个文件' },
  files: { en: '{n} files', 'zh-CN': '{n} 个文件' },
  shot: { en: '{n} shot', 'zh-CN': '{n} 个示例' },
  shots: { en: '{n} shots', 'zh-CN': '{n} 个示例' },
  call: { en: '{n} call', 'zh-CN': '{n} 次调用' },
  calls: { en: '{n} calls', 'zh-CN': '{n} 次调用' },
  errorCount: { en: '{n} error', 'zh-CN': '{n} 个错误' },
  errors: { en: '{n} errors', 'zh-CN': '{n} 个错误' },
  warningCount: { en: '{n} warning', 'zh-CN': '{n} 个警告' },
  warnings: { en: '{n} warnings', 'zh-CN': '{n} 个警告' },
  infoCount: { en: '{n} note', 'zh-CN': '{n} 条说明' },
  infos: { en: '{n} notes', 'zh-CN': '{n} 条说明' },
  hintCount: { en: '{n} hint', 'zh-CN': '{n} 条提示' },
  hints: { en: '{n} hints', 'zh-CN': '{n} 条提示' },
  error: { en: 'error', 'zh-CN': '错误' },
  warning: { en: 'warning', 'zh-CN': '警告' },
  info: { en: 'info', 'zh-CN': '说明' },
  hint: { en: 'hint', 'zh-CN': '提示' },
});

/** Maximum length of a source line in an excerpt, in characters. */
const MAX_EXCERPT_LENGTH = 100;

export interface TextReporterOptions {
  readonly write: (text: string) => void;
  readonly language: Language;
  /** Source excerpts; without them a finding is one line that `grep` and editors can read. */
  readonly rich: boolean;
  /** Colours, where there are excerpts. */
  readonly colors: boolean;
}

/** For people: one line per finding; on a terminal also the source line with carets under the range. */
export function createTextReporter({ write, language, rich, colors }: TextReporterOptions): Reporter {
  const paint = pc.createColors(rich && colors);
  const t = (message: Message) => renderMessage(message, language);
  const color = { error: paint.red, warning: paint.yellow, info: paint.blue, hint: paint.gray };
  let fixable = 0;
  return {
    file: (report) => {
      for (const diagnostic of report.diagnostics) {
        if (diagnostic.fixable) fixable += 1;
        const { line, character } = diagnostic.range.start;
        const position = paint.bold(`${escapeControls(report.path)}:${line + 1}:${character + 1}`);
        const severity = color[diagnostic.severity](t(say(diagnostic.severity)));
        write(`${position} ${severity} ${escapeControls(diagnostic.message)} ${paint.gray(`[${diagnostic.rule}]`)}\n`);
        // Of large files the text is not kept.
        if (rich && report.text !== '') write(`${excerpt(report, diagnostic, paint)}\n`);
      }
    },
    end: (summary, fixedFiles) => {
      write(`${rich ? '\n' : ''}${t(closing(summary))}\n`);
      if (fixedFiles > 0) write(`${t(say(fixedFiles === 1 ? 'fixedOne' : 'fixedMany', { n: fixedFiles }))}\n`);
      if (fixable > 0) write(`${t(say(fixable === 1 ? 'fixableOne' : 'fixable', { n: fixable }))}\n`);
    },
  };
}

/** The source line with carets under the finding, cut to a readable piece around it. */
function excerpt(report: FileReport, { range }: Diagnostic, paint: ReturnType<typeof pc.createColors>): string {
  const start = report.lines.lineStart(range.start.line);
  const line = report.text.slice(start, report.lines.lineEnd(range.start.line));
  const from = Math.max(0, Math.min(range.start.character - MAX_EXCERPT_LENGTH / 2, line.length - MAX_EXCERPT_LENGTH));
  const shown = escapeExcerpt(line.slice(from, from + MAX_EXCERPT_LENGTH));
  const endsHere = range.end.line === range.start.line;
  const end = Math.min(endsHere ? range.end.character : line.length, from + MAX_EXCERPT_LENGTH);
  const before = escapeExcerpt(line.slice(from, range.start.character));
  const marked = escapeExcerpt(line.slice(range.start.character, end));
  const cutLeft = from > 0 ? '…' : '';
  const gutter = String(range.start.line + 1);
  const carets = '^'.repeat(Math.max(1, toCellWidth(marked)));
  const indent = ' '.repeat(toCellWidth(cutLeft) + toCellWidth(before));
  return [
    `${paint.gray(`  ${gutter} |`)} ${cutLeft}${shown}${from + MAX_EXCERPT_LENGTH < line.length ? '…' : ''}`,
    `${paint.gray(`  ${' '.repeat(gutter.length)} |`)} ${indent}${paint.red(carets)}`,
  ].join('\n');
}

/** Tabs become spaces, so that the carets are under the range. */
function escapeExcerpt(text: string): string {
  return escapeControls(text.replaceAll('\t', ' '));
}

function closing(summary: Summary): Message {
  const counted: readonly (readonly [Severity, number])[] = [
    ['error', summary.errors],
    ['warning', summary.warnings],
    ['info', summary.infos],
    ['hint', summary.hints],
  ];
  const counts = counted
    .filter(([, n]) => n > 0)
    .map(([severity, n]) => say(n === 1 ? `${severity}Count` : `${severity}s`, { n }));
  const files = [
    say(summary.files === 1 ? 'file' : 'files', { n: summary.files }),
    say(summary.shots === 1 ? 'shot' : 'shots', { n: summary.shots }),
    say(summary.calls === 1 ? 'call' : 'calls', { n: summary.calls }),
  ];
  return counts.length === 0 ? say('clean', { files }) : say('found', { files, counts });
}
