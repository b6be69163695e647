import type { Cancellation, FileKind, LoadedCounter, ReadFailure } from '../../host.ts';
import { defineMessages } from '../../l10n/messages.ts';
import { parseProcedure } from '../../procedures/parseProcedure.ts';
import type { ProviderId } from '../../schemas/providers/index.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { createSlices, finishInSlices, MIN_SLICED_LENGTH, type Steps } from '../../text/timeSlices.ts';
import { reparseShots } from '../../workspace/parsedShots.ts';
import { readFailureMessage } from '../../workspace/readFailures.ts';
import type { ShotsSubject, ToolsSubject } from '../../workspace/subjects.ts';
import type { Loaded, Workspace } from '../../workspace/workspace.ts';
import type { LintOptions } from '../lintResult.ts';
import { createLintSubject, type ShotsLintSubject } from '../lintSubject.ts';
import type { Finding, Report } from '../rule.ts';
import { toComparableProcedure, toComparableShots } from './comparableModel.ts';
import { fencedFindings } from './fencedFindings.ts';
import { withHarmlessFixes } from './harmlessFixes.ts';
import { createLengthReport, limitFindings } from './limits.ts';
import { recordedFindings } from './recordedFindings.ts';
import { type RunSettings, reportAs, runRules, runRulesInSteps } from './runRules.ts';
import { loadTokenCounter } from './tokenCounters.ts';

const say = defineMessages({
  unreadable: { en: 'Not checked: {reason}', 'zh-CN': '未检查：{reason}' },
});

/** How a file is read: as one of our kinds, or as Markdown with shots in fences. */
export type FileMode = FileKind | 'fences';

/** A file that was linted, not yet rendered. */
export interface LintedFile {
  readonly findings: readonly Finding[];
  readonly lines: LineIndex;
  /** The lines of the other files the rules looked at, by URI. */
  readonly others: ReadonlyMap<string, LineIndex>;
  readonly shots: number;
  readonly drafts: number;
  readonly calls: number;
  readonly targets: readonly ProviderId[];
  /** Why the file could not be read, if it could not. */
  readonly failure?: ReadFailure;
}

/**
 * Which fixes a finding keeps. `harmless`: only those that leave what the file says as it is. To tell them apart, the file
 * with its fixes is parsed and checked again. `reported`: the same for files of up to `MAX_COMPARED_LENGTH` characters;
 * in larger ones all fixes are kept while the file is edited, and compared when somebody applies them all. `all`: none is
 * compared.
 */
export type KeptFixes = 'harmless' | 'reported' | 'all';

/** A file of this size is parsed and checked again within a few milliseconds. */
const MAX_COMPARED_LENGTH = 100_000;

/** Lints one file of a workspace. */
export async function lintFile(
  workspace: Workspace,
  uri: string,
  reading: FileMode,
  options: LintOptions,
  cancellation: Cancellation,
  fixes: KeptFixes = 'reported',
): Promise<LintedFile> {
  const loaded = await load(workspace, uri, reading, options, fixes);
  if (!loaded.ok) return lintUnreadable(workspace, uri, loaded.reason, options);
  const { run, lines, length, ...counts } = loaded.value;
  if (cancellation.isCancellationRequested) return { ...counts, lines, findings: [] };
  if (options.maxLength !== undefined && length > options.maxLength) {
    const findings = await reportForFile(
      workspace,
      uri,
      'limit-reached',
      createLengthReport(length, options.maxLength),
      options,
    );
    return { ...counts, lines, findings };
  }
  const all = await run({
    severities: options.rules,
    maxTime: options.maxTime,
    typingAt: options.typingAt === undefined ? undefined : lines.offsetAt(options.typingAt),
    cancellation,
  });
  const { kept, report: rest } = limitFindings(all, options.maxFindings);
  const limited = rest === undefined ? [] : await reportForFile(workspace, uri, 'limit-reached', rest, options);
  return { ...counts, lines, findings: [...kept, ...limited] };
}

/** What was loaded of a file, whatever its kind, and how its rules are run. */
interface LoadedFile extends Omit<LintedFile, 'findings'> {
  readonly length: number;
  run(
    settings: RunSettings & { readonly cancellation: Cancellation },
  ): readonly Finding[] | Promise<readonly Finding[]>;
}

const NO_COUNTS = { shots: 0, drafts: 0, calls: 0, targets: [] };

async function load(
  workspace: Workspace,
  uri: string,
  reading: FileMode,
  options: LintOptions,
  fixes: KeptFixes,
): Promise<Loaded<LoadedFile>> {
  switch (reading) {
    case 'shots':
    case 'fences': {
      const read = reading === 'fences' ? 'shots-fences' : 'document';
      const loaded = await workspace.shots(uri, { tools: options.tools, read });
      const counter = loaded.ok ? await loadTokenCounter(loaded.value, workspace, options.rules) : undefined;
      return map(loaded, (subject) => toLoadedShots(subject, options.targets ?? subject.targets, counter, read, fixes));
    }
    case 'tools':
      return map(await workspace.tools(uri, { used: true }), (loaded) => {
        const subject = { ...loaded, targets: options.targets ?? loaded.targets };
        return {
          ...NO_COUNTS,
          targets: subject.targets,
          lines: subject.file.lines,
          length: subject.file.text.length,
          others: new Map(subject.catalog.files.map((file) => [file.uri, file.lines])),
          run: ({ cancellation, ...settings }) => runToolRules(subject, settings, cancellation),
        };
      });
    case 'procedure':
      return map(await workspace.procedure(uri), (subject) => ({
        ...NO_COUNTS,
        lines: subject.procedure.lines,
        length: subject.procedure.text.length,
        others: new Map(),
        run: (settings) => {
          const findings = runRules('procedure', subject, settings);
          if (!isCompared(subject.procedure.text, fixes)) return findings;
          return withHarmlessFixes(findings, subject.procedure.text, (text) =>
            toComparableProcedure(parseProcedure(uri, text)),
          );
        },
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

/** Rules of a large tool file run while others get their turns. */
async function runToolRules(
  subject: ToolsSubject,
  settings: RunSettings,
  cancellation: Cancellation,
): Promise<readonly Finding[]> {
  if (subject.file.text.length < MIN_SLICED_LENGTH) return runRules('tools', subject, settings);
  function* prepareAndRun(): Steps<readonly Finding[]> {
    yield* subject.file.prepare();
    return yield* runRulesInSteps('tools', subject, settings);
  }
  const { yieldIfDue } = createSlices();
  return (await finishInSlices(prepareAndRun(), yieldIfDue, () => cancellation.isCancellationRequested)) ?? [];
}

function isCompared(text: string, fixes: KeptFixes): boolean {
  return fixes === 'harmless' || (fixes === 'reported' && text.length <= MAX_COMPARED_LENGTH);
}

function toLoadedShots(
  subject: ShotsSubject,
  targets: readonly ProviderId[],
  tokenCounter: LoadedCounter | undefined,
  read: 'document' | 'shots-fences',
  fixes: KeptFixes,
): LoadedFile {
  const { shots, callCount, text, lines } = subject.document;
  const files = [...subject.tools.files, ...subject.procedures];
  return {
    lines,
    length: text.length,
    others: new Map(files.map((file) => [file.uri, file.lines])),
    shots: shots.length,
    drafts: shots.filter((shot) => shot.status?.state === 'draft').length,
    calls: callCount,
    targets,
    run: (settings) => {
      const own = withOwnCalls(subject, targets, tokenCounter);
      const found = runRules('shots', own, settings);
      const findings = isCompared(text, fixes)
        ? withHarmlessFixes(found, text, (other) =>
            toComparableShots(other === text ? own : reparseShots(subject, other, read)),
          )
        : found;
      const { tree } = subject.document;
      if (tree.turns !== 'labels') return recordedFindings(tree, findings);
      return read === 'shots-fences' ? fencedFindings(tree, findings) : findings;
    },
  };
}

/** The checked calls of a large document are large, too, and only its rules need them: they go when the rules are done. */
function withOwnCalls(
  { uri, document, tools, procedures, project, missingFiles }: ShotsSubject,
  targets: readonly ProviderId[],
  tokenCounter: LoadedCounter | undefined,
): ShotsLintSubject {
  return createLintSubject({ uri, document, tools, procedures, project, targets, missingFiles }, tokenCounter);
}

function map<From, To>(loaded: Loaded<From>, change: (value: From) => To): Loaded<To> {
  return loaded.ok ? { ok: true, value: change(loaded.value) } : loaded;
}

/** A file that cannot be read has one finding, of the rule that names the reason. */
async function lintUnreadable(
  workspace: Workspace,
  uri: string,
  reason: ReadFailure,
  options: LintOptions,
): Promise<LintedFile> {
  const message = say('unreadable', { reason: readFailureMessage(reason) });
  const findings = await reportForFile(
    workspace,
    uri,
    RULE_BY_FAILURE[reason],
    { range: { start: 0, end: 0 }, message },
    options,
  );
  return { ...NO_COUNTS, findings, lines: new LineIndex(''), others: new Map(), failure: reason };
}

const RULE_BY_FAILURE: Readonly<Record<ReadFailure, string>> = {
  'not-found': 'file-not-found',
  'not-a-file': 'file-not-found',
  'no-permission': 'file-not-found',
  'outside-workspace': 'file-not-found',
  'too-large': 'limit-reached',
  'not-text': 'encoding',
  gb18030: 'encoding',
};

async function reportForFile(
  workspace: Workspace,
  uri: string,
  rule: string,
  what: Report,
  options: LintOptions,
): Promise<readonly Finding[]> {
  return reportAs(rule, [what], await workspace.projectOf(uri), options.rules);
}
