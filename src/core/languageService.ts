import { type CoreFeatures, createFeatures } from './features/createFeatures.ts';
import { type Cancellation, type FileKind, neverCancelled, type WorkspaceHost } from './host.ts';
import { type Language, renderMessage } from './l10n/messages.ts';
import { filesPointedAt, renderFinding } from './lint/diagnostics.ts';
import { createFixer } from './lint/fixer.ts';
import { type LintedFile, lintFile, type Reading } from './lint/lintFile.ts';
import type { RuleGroup, Severity } from './lint/rule.ts';
import { rules } from './lint/rules/index.ts';
import type { ShotsDocument } from './model/model.ts';
import type { Procedure } from './procedures/procedure.ts';
import type { Project } from './project/project.ts';
import type { ToolCatalog, ToolFile } from './schemas/tool.ts';
import { LineIndex, type Position } from './text/lineIndex.ts';
import { fileKindOf } from './workspace/fileKinds.ts';
import { createWorkspace } from './workspace/workspace.ts';

/** An LSP range: zero-based lines, UTF-16 characters, end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Text edits by document URI, as LSP's `WorkspaceEdit.changes`. */
export interface WorkspaceChanges {
  readonly [uri: string]: readonly { readonly range: Range; readonly newText: string }[];
}

/** A change that mends a diagnostic. */
export interface Repair {
  readonly title: string;
  /** `fix` keeps the meaning and belongs to fix-all; `suggestion` is offered one by one only. */
  readonly kind: 'fix' | 'suggestion';
  readonly changes: WorkspaceChanges;
}

/** A finding ready to be shown: rendered in one language, in LSP positions. */
export interface Diagnostic {
  /** The rule's id, which is the diagnostic's code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
  readonly repairs: readonly Repair[];
  readonly fixable: boolean;
}

export interface LintResult {
  readonly uri: string;
  readonly kind: FileKind;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  readonly shots: number;
  readonly drafts: number;
  readonly calls: number;
}

export interface LintOptions {
  /** The cursor while the author types: patient rules leave its block and the end of the file alone. */
  readonly typingAt?: Position;
  /** Severities that win over the project file's, as the command line's `--rule` gives them. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Tool files to use instead of the workspace's, for documents that name none themselves. */
  readonly tools?: readonly string[];
  /** The most findings to return; the rest is told by one `limit-reached`. Unlimited when absent. */
  readonly maxFindings?: number;
  /** The longest document, in UTF-16 units, to be checked; a longer one is told by `limit-reached`. */
  readonly maxLength?: number;
}

/** What surrounds a shots document: everything rules and features look at besides its text. */
export interface DocumentContext {
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly procedures: readonly Procedure[];
  readonly project: Project;
}

export interface RuleInfo {
  readonly id: string;
  readonly group: RuleGroup;
  readonly summary: string;
  readonly defaultSeverity: Severity | 'off';
  readonly fixable: 'fix' | 'suggestion' | 'no';
}

export interface LanguageServiceOptions {
  readonly language: Language;
}

/**
 * The language, whole: one method a feature, answers in LSP's terms. It holds no open documents; it reads every
 * file, the one asked about included, through the host and caches what it parsed by the host's version of the text.
 */
export interface LanguageService extends CoreFeatures {
  readonly rules: readonly RuleInfo[];
  setLanguage(language: Language): void;
  /** What kind of file a URI is by its name, or undefined if it is none of ours. */
  kindOf(uri: string): FileKind | undefined;
  /** Lints a file. `kind` is for documents whose name does not say it; `fences` reads only the shots fences of Markdown. */
  lint(uri: string, options?: LintOptions, kind?: Reading, cancellation?: Cancellation): Promise<LintResult>;
  /** The edits of every fix that keeps the meaning, repeated until nothing changes. Empty if there is none. */
  fixAll(
    uri: string,
    options?: LintOptions,
    kind?: Reading,
  ): Promise<{ readonly text: string; readonly changed: boolean }>;
  /** A document with everything that surrounds it; undefined if it cannot be read. */
  contextOf(uri: string, kind?: Reading): Promise<DocumentContext | undefined>;
  /** Tells that a file changed or vanished. Answers the URIs of known documents that have to be checked again. */
  changed(uri: string): Promise<readonly string[]>;
  /** The tool files a document uses, and why, for the output channel. */
  explain(uri: string): Promise<readonly string[]>;
  toolFile(uri: string): Promise<ToolFile | undefined>;
  procedure(uri: string): Promise<Procedure | undefined>;
}

export type { WorkspaceHost };

/** Creates the language service of a host. The answer is frozen and holds nothing that has to be disposed. */
export function createLanguageService(host: WorkspaceHost, options: LanguageServiceOptions): LanguageService {
  const workspace = createWorkspace(host, { rules });
  const fixer = createFixer(host);
  let language = options.language;
  const { features, changed } = createFeatures(workspace, host, () => language);

  const linesOf = async (uri: string): Promise<LineIndex | undefined> => {
    const result = await host.readFile(uri);
    return result.ok ? new LineIndex(result.text) : undefined;
  };

  const render = async (uri: string, linted: LintedFile): Promise<readonly Diagnostic[]> => {
    const lines = new Map<string, LineIndex | undefined>([...linted.others, [uri, linted.lines]]);
    for (const other of filesPointedAt(linted.findings)) if (!lines.has(other)) lines.set(other, await linesOf(other));
    const context = { uri, language, linesOf: (other: string) => lines.get(other) };
    return linted.findings.map((finding) => renderFinding(finding, context));
  };

  return Object.freeze<LanguageService>({
    ...features,
    get rules() {
      return rules.map(({ id, group, summary, defaultSeverity, fixable }) => {
        return { id, group, summary: summary[language], defaultSeverity, fixable };
      });
    },
    setLanguage(next) {
      language = next;
    },
    kindOf: fileKindOf,
    async lint(uri, lintOptions = {}, kind = undefined, cancellation = neverCancelled) {
      const reading = readingOf(uri, kind);
      const linted = await lintFile(workspace, uri, reading, lintOptions, cancellation);
      const { shots, drafts, calls } = linted;
      const diagnostics = await render(uri, linted);
      return { uri, kind: reading === 'fences' ? 'shots' : reading, diagnostics, shots, drafts, calls };
    },
    async fixAll(uri, lintOptions = {}, kind = undefined) {
      return fixer.fixAll(uri, readingOf(uri, kind), lintOptions);
    },
    async contextOf(uri, kind = undefined) {
      const read = readingOf(uri, kind) === 'fences' ? 'shots-fences' : 'document';
      const loaded = await workspace.shots(uri, { read });
      if (!loaded.ok) return undefined;
      const { document, tools, procedures, project } = loaded.value;
      return { document, tools, procedures, project };
    },
    async changed(uri) {
      fixer.changed(uri);
      changed(uri);
      return workspace.changed(uri);
    },
    async explain(uri) {
      return (await workspace.explain(uri)).map((message) => renderMessage(message, language));
    },
    async toolFile(uri) {
      const loaded = await workspace.tools(uri);
      return loaded.ok ? loaded.value.file : undefined;
    },
    async procedure(uri) {
      const loaded = await workspace.procedure(uri);
      return loaded.ok ? loaded.value.procedure : undefined;
    },
  });
}

/** Markdown that is not one of our files by its name is ordinary Markdown: only its shots fences are read. */
function readingOf(uri: string, kind: Reading | undefined): Reading {
  return kind ?? fileKindOf(uri) ?? (/\.(?:md|markdown|mdx)$/i.test(uri) ? 'fences' : 'shots');
}
