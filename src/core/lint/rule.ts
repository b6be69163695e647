import type { Localized, Message } from '../l10n/messages.ts';
import type { ShotsDocument } from '../model/model.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Project } from '../project/project.ts';
import type { JsonObject, ToolCatalog, ToolFile } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import type { CheckedCall } from './checkedCall.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type RuleGroup = 'document' | 'structure' | 'style' | 'calls' | 'schemas' | 'procedure' | 'data';

/** A replacement of one range of the document by new text. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** Edits that together mend one finding. They never overlap. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** The file the edits are for, if not the one the finding is in. */
  readonly uri?: string;
}

export interface RelatedPlace {
  /** Absent: the same document. */
  readonly uri?: string;
  readonly range: TextRange;
  readonly message: Message;
}

/** What a rule says about one place. The runner adds rule id, severity, source and link. */
export interface Report {
  readonly range: TextRange;
  readonly message: Message;
  /** Keeps the meaning: applied by `--fix` and fix-all. */
  readonly fix?: Fix;
  /** Change what is taught: offered one by one only. */
  readonly suggestions?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
  /** A milder severity than the rule's for this one place (never a stricter one). */
  readonly atMost?: Severity;
}

/** Everything a rule over a shots document may look at. */
export interface ShotsSubject {
  readonly uri: string;
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly procedures: readonly Procedure[];
  readonly project: Project;
  /** The document's calls and mentions checked against the tools; computed once, on first use. */
  readonly calls: readonly CheckedCall[];
  /** Files the document or its project names that could not be read. */
  readonly missingFiles: readonly { readonly range: TextRange; readonly path: string; readonly reason: Message }[];
}

/** Everything a rule over a tool file may look at. `usedBy` lists calls to its tools where the workspace is known. */
export interface ToolsSubject {
  readonly uri: string;
  readonly file: ToolFile;
  readonly catalog: ToolCatalog;
  readonly project: Project;
  /** Names of tools that some shots document of the workspace calls; undefined if no workspace was looked at. */
  readonly usedTools: ReadonlySet<string> | undefined;
}

export interface ProcedureSubject {
  readonly uri: string;
  readonly procedure: Procedure;
  readonly tools: ToolCatalog;
  readonly project: Project;
}

/** What a rule of each subject sees. */
export interface Subjects {
  readonly shots: ShotsSubject;
  readonly tools: ToolsSubject;
  readonly procedure: ProcedureSubject;
}

/** A lint rule. One file a rule; the id is the file name, the docs page and the diagnostic code. */
export interface Rule<Options extends JsonObject = JsonObject> {
  readonly id: string;
  readonly group: RuleGroup;
  readonly summary: Localized;
  readonly defaultSeverity: Severity | 'off';
  /** JSON Schema of the options, and their defaults. */
  readonly options: { readonly schema: JsonObject; readonly defaults: Options };
  readonly fixable: 'fix' | 'suggestion' | 'no';
  /** True if the finding waits for a save or a rest while the author is typing at that very place. */
  readonly patient: boolean;
  readonly check: {
    readonly [Kind in keyof Subjects]?: (
      subject: Subjects[Kind],
      options: Options,
      report: (finding: Report) => void,
    ) => void;
  };
}

/** A report with everything the runner knows. Still unrendered, so that its language is chosen last. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
}
