/** The severity of a finding. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A position in a text; both numbers count from zero, characters in UTF-16 units. */
export interface Position {
  /** The line, from zero. */
  readonly line: number;
  /** The UTF-16 unit within the line, from zero. */
  readonly character: number;
}

/** One problem in a file. */
export interface Finding {
  /** The id of the rule, as `sop-shots rules` lists it. */
  readonly rule: string;
  /** The severity after the settings of the project and the options. */
  readonly severity: Severity;
  /** The text for the user, in the language of the options. */
  readonly message: string;
  /** The text that the finding is about; `end` is exclusive. */
  readonly range: { readonly start: Position; readonly end: Position };
  /** Whether `fix` corrects it without changing the meaning. */
  readonly fixable: boolean;
}

/** The findings of one file. */
export interface FileFindings {
  /** Relative to `cwd`, with forward slashes. */
  readonly path: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Finding[];
}

/** What was checked, and how much was found. */
export interface Summary {
  /** How many files were checked. */
  readonly files: number;
  /** How many shots they hold. */
  readonly shots: number;
  /** How many tool calls they hold. */
  readonly calls: number;
  /** Findings of the severity `error`. */
  readonly errors: number;
  /** Findings of the severity `warning`. */
  readonly warnings: number;
  /** Findings of the severity `info`. */
  readonly infos: number;
  /** Findings of the severity `hint`. */
  readonly hints: number;
}

/** The same as `sop-shots lint --format json` prints. */
export interface LintReport {
  /** The version of this format. */
  readonly version: 1;
  /** One entry per file, also of those without findings. */
  readonly files: readonly FileFindings[];
  /** The totals. */
  readonly summary: Summary;
}

/** What all functions take. */
export interface CommonOptions {
  /** The folder that relative paths start from. Default: the current folder of the process. */
  readonly cwd?: string;
  /** The language of messages. Default: `en`. */
  readonly language?: 'en' | 'zh-CN';
}

/** What `lint` takes. */
export interface LintOptions extends CommonOptions {
  /** Files, folders or globs. Default: `cwd`. */
  readonly paths?: readonly string[];
  /** Severities by rule id. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Globs of the tool files to check calls against. Default: those of the documents and the project. */
  readonly tools?: readonly string[];
  /** Write the fixes that do not change the meaning. Default: false. */
  readonly fix?: boolean;
}

/** What `lintText` and `fixText` take. */
export interface TextOptions extends CommonOptions {
  /** Severities by rule id. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Globs of the tool files to check calls against. Default: those of the text and the project. */
  readonly tools?: readonly string[];
  /** The name of the text; it decides how the text is read. Default: `stdin.shots.md`. */
  readonly filename?: string;
}

/** A rule of the linter. */
export interface RuleDescription {
  /** The id, as settings and findings have it. */
  readonly id: string;
  /** The section of the documentation. */
  readonly group: string;
  /** One sentence, in the language of the options. */
  readonly summary: string;
  /** The severity where no setting changes it. */
  readonly defaultSeverity: Severity | 'off';
}
