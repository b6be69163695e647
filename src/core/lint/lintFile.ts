import type { Cancellation, FileKind, ReadFailure } from '../host.ts';
import { defineMessages } from '../l10n/messages.ts';
import type { LintOptions } from '../languageService.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { readFailureMessage } from '../workspace/failures.ts';
import type { Loaded, Workspace } from '../workspace/workspace.ts';
import { fencedFindings } from './fencedFindings.ts';
import { limitFindings, tooLong } from './limits.ts';
import type { Finding, Report, ShotsSubject } from './rule.ts';
import { type RunSettings, reportAs, runRules } from './runner.ts';
import { shotsSubject } from './shotsSubject.ts';

const say = defineMessages({
  unreadable: { en: 'Not checked: {reason}', 'zh-CN': '没有检查：{reason}' },
});

/** How a file is read: as one of our kinds, or as Markdown with shots in fences. */
export type Reading = FileKind | 'fences';

/** A file that was linted, not yet rendered. */
export interface LintedFile {
  readonly findings: readonly Finding[];
  readonly lines: LineIndex;
  /** The lines of the other files the rules looked at, by URI. */
  readonly others: ReadonlyMap<string, LineIndex>;
  readonly shots: number;
  readonly drafts: number;
  readonly calls: number;
  /** Why the file could not be read, if it could not. */
  readonly failure?: ReadFailure;
}

/** Lints one file of a workspace. */
export async function lintFile(
  workspace: Workspace,
  uri: string,
  reading: Reading,
  options: LintOptions,
  cancellation: Cancellation,
): Promise<LintedFile> {
  const loaded = await load(workspace, uri, reading, options);
  if (!loaded.ok) return unreadable(workspace, uri, loaded.reason, options);
  const { run, lines, length, ...counts } = loaded.value;
  if (cancellation.isCancellationRequested) return { ...counts, lines, findings: [] };
  if (options.maxLength !== undefined && length > options.maxLength) {
    const findings = await report(workspace, uri, 'limit-reached', tooLong(length, options.maxLength), options);
    return { ...counts, lines, findings };
  }
  const all = run({
    severities: options.rules,
    typingAt: options.typingAt === undefined ? undefined : lines.offsetAt(options.typingAt),
  });
  const { kept, report: rest } = limitFindings(all, options.maxFindings);
  const told = rest === undefined ? [] : await report(workspace, uri, 'limit-reached', rest, options);
  return { ...counts, lines, findings: [...kept, ...told] };
}

/** What was loaded of a file, whatever its kind, and how its rules are run. */
interface LoadedFile extends Omit<LintedFile, 'findings'> {
  readonly length: number;
  run(settings: RunSettings): readonly Finding[];
}

const NO_COUNTS = { shots: 0, drafts: 0, calls: 0 };

async function load(
  workspace: Workspace,
  uri: string,
  reading: Reading,
  options: LintOptions,
): Promise<Loaded<LoadedFile>> {
  switch (reading) {
    case 'shots':
    case 'fences': {
      const read = reading === 'fences' ? 'shots-fences' : 'document';
      return map(await workspace.shots(uri, { tools: options.tools, read }), (subject) => loadedShots(subject, read));
    }
    case 'tools':
      return map(await workspace.tools(uri, { used: true }), (subject) => ({
        ...NO_COUNTS,
        lines: subject.file.lines,
        length: subject.file.text.length,
        others: new Map(subject.catalog.files.map((file) => [file.uri, file.lines])),
        run: (settings) => runRules('tools', subject, settings),
      }));
    case 'procedure':
      return map(await workspace.procedure(uri), (subject) => ({
        ...NO_COUNTS,
        lines: subject.procedure.lines,
        length: subject.procedure.text.length,
        others: new Map(),
        run: (settings) => runRules('procedure', subject, settings),
      }));
    case 'project':
      return map(await workspace.project(uri), (subject) => ({
        ...NO_COUNTS,
        lines: subject.lines,
        length: subject.text.length,
        others: new Map(),
        run: (settings) => runRules('project', subject, settings),
      }));
  }
}

function loadedShots(subject: ShotsSubject, read: 'document' | 'shots-fences'): LoadedFile {
  const { shots, callCount, text, lines } = subject.document;
  const files = [...subject.tools.files, ...subject.procedures];
  return {
    lines,
    length: text.length,
    others: new Map(files.map((file) => [file.uri, file.lines])),
    shots: shots.length,
    drafts: shots.filter((shot) => shot.status?.state === 'draft').length,
    calls: callCount,
    run: (settings) => {
      const findings = runRules('shots', withOwnCalls(subject), settings);
      return read === 'shots-fences' ? fencedFindings(subject.document.tree, findings) : findings;
    },
  };
}

/** The checked calls of a large document are large, too, and only its rules need them: they go when the rules are done. */
function withOwnCalls({ uri, document, tools, procedures, project, missingFiles }: ShotsSubject): ShotsSubject {
  return shotsSubject({ uri, document, tools, procedures, project, missingFiles });
}

function map<From, To>(loaded: Loaded<From>, change: (value: From) => To): Loaded<To> {
  return loaded.ok ? { ok: true, value: change(loaded.value) } : loaded;
}

/** A file that cannot be read has one finding, of the rule that names the reason. */
async function unreadable(
  workspace: Workspace,
  uri: string,
  reason: ReadFailure,
  options: LintOptions,
): Promise<LintedFile> {
  const message = say('unreadable', { reason: readFailureMessage(reason) });
  const findings = await report(workspace, uri, RULE_OF[reason], { range: { start: 0, end: 0 }, message }, options);
  return { ...NO_COUNTS, findings, lines: new LineIndex(''), others: new Map(), failure: reason };
}

const RULE_OF: Readonly<Record<ReadFailure, string>> = {
  'not-found': 'file-not-found',
  'not-a-file': 'file-not-found',
  'no-permission': 'file-not-found',
  'outside-workspace': 'file-not-found',
  'too-large': 'limit-reached',
  'not-text': 'encoding',
  gb18030: 'encoding',
};

async function report(
  workspace: Workspace,
  uri: string,
  rule: string,
  what: Report,
  options: LintOptions,
): Promise<readonly Finding[]> {
  return reportAs(rule, [what], await workspace.projectOf(uri), options.rules);
}
