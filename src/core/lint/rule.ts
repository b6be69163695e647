import type { Localized, Message } from '../l10n/messages.ts';
import type { ShotsDocument } from '../model/model.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Project } from '../project/project.ts';
import type { JsonObject, JsonValue, ToolCatalog, ToolFile } from '../schemas/tool.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { CheckedCall } from './checkedCall.ts';
import type { LongNumbers } from './longNumbers.ts';
import type { ShotsSurvey } from './survey.ts';

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
  /** Where the author would write what is missing, if that is wider than `range`: patient rules wait for all of it. */
  readonly scope?: TextRange;
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
  readonly survey: ShotsSurvey;
  readonly longNumbers: LongNumbers;
  /** Files the document or its project names that could not be read. */
  readonly missingFiles: readonly MissingFile[];
}

/** A path somebody wrote that leads to no readable file. */
export interface MissingFile {
  readonly range: TextRange;
  readonly path: string;
  readonly reason: Message;
}

/** Everything a rule over a tool file may look at. `usedBy` lists calls to its tools where the workspace is known. */
export interface ToolsSubject {
  readonly uri: string;
  readonly file: ToolFile;
  readonly catalog: ToolCatalog;
  readonly project: Project;
  /** Names of tools that some shots document of the workspace calls; undefined if no workspace was looked at. */
  readonly usedTools: ReadonlySet<string> | undefined;
  /** Names of the tools that an explicit `include` chose from this file; undefined where nothing was chosen. */
  readonly chosen?: ReadonlySet<string> | undefined;
}

export interface ProcedureSubject {
  readonly uri: string;
  readonly procedure: Procedure;
  readonly tools: ToolCatalog;
  readonly project: Project;
}

/** Everything a rule over a project file may look at. */
export interface ProjectSubject {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly project: Project;
  readonly missingFiles: readonly MissingFile[];
}

/** What a rule of each subject sees. */
export interface Subjects {
  readonly shots: ShotsSubject;
  readonly tools: ToolsSubject;
  readonly procedure: ProcedureSubject;
  readonly project: ProjectSubject;
}

/** How a rule speaks: it hands each finding to this function. */
export type Reporter = (finding: Report) => void;

/** One option of a rule: what it does, its JSON Schema, and its default, which also gives it its type. */
export interface RuleOption<Value extends JsonValue = JsonValue> {
  readonly summary: Localized;
  readonly schema: JsonObject;
  readonly default: Value;
}

export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** The values a rule's check is given: one of the default's type for each option of its table. */
export type OptionValues<Options extends RuleOptions> = { readonly [Key in keyof Options]: Options[Key]['default'] };

type Checks<Values> = {
  readonly [Kind in keyof Subjects]?: (subject: Subjects[Kind], options: Values, report: Reporter) => void;
};

/** A lint rule. One file a rule; the id is the file name, the docs page and the diagnostic code. */
export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly summary: Localized;
  readonly defaultSeverity: Severity | 'off';
  readonly options: RuleOptions;
  readonly fixable: 'fix' | 'suggestion' | 'no';
  /** True if the finding waits for a save or a rest while the author is typing at that very place. */
  readonly patient: boolean;
  /** One check a kind of file. Empty where only the runner can see what the rule is about. */
  readonly check: Checks<JsonObject>;
}

/** What the author of a rule writes: `options`, `fixable` and `patient` may be left out. */
export interface RuleDefinition<Options extends RuleOptions> {
  readonly id: string;
  readonly group: RuleGroup;
  readonly summary: Localized;
  readonly defaultSeverity: Severity | 'off';
  readonly options?: Options;
  readonly fixable?: Rule['fixable'];
  readonly patient?: boolean;
  readonly check: Checks<OptionValues<Options>>;
}

/** Defines a rule. The runner hands each check one value for every option, of the type of its default. */
export function defineRule<const Options extends RuleOptions = Record<never, never>>(
  definition: RuleDefinition<Options>,
): Rule {
  return {
    options: {},
    fixable: 'no',
    patient: false,
    ...definition,
    check: definition.check as Checks<JsonObject>,
  };
}

/** A report with everything the runner knows. Still unrendered, so that its language is chosen last. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
}
