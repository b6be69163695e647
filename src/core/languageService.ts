import { type CoreFeatures, createFeatures } from './features/createFeatures.ts';
import { type Cancellation, type FileKind, NEVER_CANCELLED, type WorkspaceHost } from './host.ts';
import { type Language, renderMessage } from './l10n/messages.ts';
import type { Diagnostic, LintOptions, LintResult } from './lint/lintResult.ts';
import type { RuleGroup } from './lint/rule.ts';
import { rules } from './lint/rules/index.ts';
import { createFixer } from './lint/runner/fixer.ts';
import { type FileMode, type LintedFile, lintFile } from './lint/runner/lintFile.ts';
import { getReferencedFiles, renderFinding } from './lint/runner/renderFinding.ts';
import type { ShotsDocument } from './model/model.ts';
import type { Procedure } from './procedures/procedure.ts';
import type { Project } from './project/project.ts';
import type { Severity } from './project/severity.ts';
import type { ToolCatalog, ToolFile } from './schemas/tool.ts';
import { LineIndex } from './text/lineIndex.ts';
import type { Dependencies } from './workspace/dependencies.ts';
import { getFileKind, isDataFile } from './workspace/fileKinds.ts';
import { createWorkspace } from './workspace/workspace.ts';

/** What surrounds a shots document: everything rules and features look at besides its text. */
export interface DocumentContext {
  /** The parsed document. */
  readonly document: ShotsDocument;
  /** The tools that the document can call. */
  readonly tools: ToolCatalog;
  /** The procedures that the document names, in its order. */
  readonly procedures: readonly Procedure[];
  /** The settings of the nearest project file, or the default ones. */
  readonly project: Project;
}

/** A rule of the linter, described in the language of the service. */
export interface RuleInfo {
  /** The id, as project files, suppressions and diagnostics have it. */
  readonly id: string;
  /** The section of the rule's documentation. */
  readonly group: RuleGroup;
  /** One sentence, in the language of the service. */
  readonly summary: string;
  /** The severity where no setting changes it. */
  readonly defaultSeverity: Severity | 'off';
  /** Whether the rule offers automatic fixes, suggestions that the user confirms, or nothing. */
  readonly fixable: 'fix' | 'suggestion' | 'no';
}

/** What a language service is created with. */
export interface LanguageServiceOptions {
  /** The language of all messages until `setLanguage` changes it. */
  readonly language: Language;
  /**
   * True for a run that checks many files once: what each document does with tools is kept, so that a tool file that is
   * checked after the documents does not read them again. Default: false.
   */
  readonly collectsToolUse?: boolean;
}

/**
 * The language service: one method per feature, with LSP types. It holds no open documents; it reads every
 * file, including the requested one, through the host and caches what it parsed by the host's version of the text.
 */
export interface LanguageService extends CoreFeatures {
  /** Every rule, in the order of the registration. */
  readonly rules: readonly RuleInfo[];
  /** Changes the language of all later results. */
  setLanguage(language: Language): void;
  /** What kind of file a URI is by its name, or undefined if it is none of ours. */
  getFileKind(uri: string): FileKind | undefined;
  /** Lints a file. `kind` is for documents whose name does not say it; `fences` reads only the shots fences of Markdown. */
  lint(uri: string, options?: LintOptions, kind?: FileMode, cancellation?: Cancellation): Promise<LintResult>;
  /** The edits of every fix that keeps the meaning, repeated until nothing changes. Empty if there is none. */
  fixAll(
    uri: string,
    options?: LintOptions,
    kind?: FileMode,
  ): Promise<{ readonly text: string; readonly changed: boolean }>;
  /** A document with everything that surrounds it; undefined if it cannot be read. */
  getContext(uri: string, kind?: FileMode): Promise<DocumentContext | undefined>;
  /** Tells that a file changed or vanished. Answers the URIs of known documents that have to be checked again. */
  changed(uri: string): Promise<readonly string[]>;
  /** The files that decided what was last found in a file, for those who keep results from run to run. */
  dependenciesOf(uri: string): Dependencies;
  /** The tool files a document uses, and why, for the output channel. */
  explain(uri: string): Promise<readonly string[]>;
  /** The parsed tool file, with the problems of its content; undefined if it cannot be read. */
  toolFile(uri: string): Promise<ToolFile | undefined>;
  /** The parsed procedure file; undefined if it cannot be read. */
  procedure(uri: string): Promise<Procedure | undefined>;
}

export type { WorkspaceHost };

/** Creates the language service of a host. The answer is frozen and holds nothing that has to be disposed. */
export function createLanguageService(host: WorkspaceHost, options: LanguageServiceOptions): LanguageService {
  const workspace = createWorkspace(host, { rules, collectsToolUse: options.collectsToolUse });
  const fixer = createFixer(host);
  let language = options.language;
  const { features, changed } = createFeatures(workspace, host, () => language);

  const linesOf = async (uri: string): Promise<LineIndex | undefined> => {
    const result = await host.readFile(uri);
    return result.ok ? new LineIndex(result.text) : undefined;
  };

  const render = async (uri: string, linted: LintedFile): Promise<readonly Diagnostic[]> => {
    const lines = new Map<string, LineIndex | undefined>([...linted.others, [uri, linted.lines]]);
    for (const other of getReferencedFiles(linted.findings))
      if (!lines.has(other)) lines.set(other, await linesOf(other));
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
    getFileKind,
    async lint(uri, lintOptions = {}, kind = undefined, cancellation = NEVER_CANCELLED) {
      const mode = resolveFileMode(uri, kind);
      const fixes = lintOptions.comparesFixes === false ? 'all' : 'reported';
      const linted = await lintFile(workspace, uri, mode, lintOptions, cancellation, fixes);
      const { shots, drafts, calls, targets } = linted;
      const diagnostics = await render(uri, linted);
      return { uri, kind: mode === 'fences' ? 'shots' : mode, diagnostics, shots, drafts, calls, targets };
    },
    async fixAll(uri, lintOptions = {}, kind = undefined) {
      return fixer.fixAll(uri, resolveFileMode(uri, kind), lintOptions);
    },
    async getContext(uri, kind = undefined) {
      const read = resolveFileMode(uri, kind) === 'fences' ? 'shots-fences' : 'document';
      const loaded = await workspace.shots(uri, { read });
      if (!loaded.ok) return undefined;
      const { document, tools, procedures, project } = loaded.value;
      return { document, tools, procedures, project };
    },
    async changed(uri) {
      fixer.changed(uri);
      changed(uri);
      const dependents = workspace.changed(uri);
      return [...new Set([...dependents, ...(await workspace.affectedToolFiles(uri))])];
    },
    dependenciesOf: (uri) => workspace.dependenciesOf(uri),
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

/**
 * Markdown that is not one of our files by its name is ordinary Markdown: only its shots fences are read. JSON and YAML
 * are never shots unless the caller says so.
 */
function resolveFileMode(uri: string, kind: FileMode | undefined): FileMode {
  if (kind !== undefined) return kind;
  const known = getFileKind(uri);
  if (known !== undefined) return known;
  if (isDataFile(uri)) return 'tools';
  return /\.(?:md|markdown|mdx)$/i.test(uri) ? 'fences' : 'shots';
}
