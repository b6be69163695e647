import type { Localized, Message } from '../l10n/messages.ts';
import type { Severity } from '../project/severity.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import type { TextRange } from '../text/range.ts';
import type { Steps } from '../text/timeSlices.ts';
import type { ProcedureSubject, ProjectSubject, ToolsSubject } from '../workspace/subjects.ts';
import type { ShotsLintSubject } from './lintSubject.ts';

/** The section of the documentation that a rule is in. */
export type RuleGroup = 'document' | 'structure' | 'style' | 'calls' | 'schemas' | 'procedure' | 'data';

/** A replacement of one range of the document by new text. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** Edits that together fix one finding. They never overlap. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** The file the edits are for, if not the one the finding is in. */
  readonly uri?: string;
}

/** Creates a fix. Its edits are separate: equal ones are merged, and overlapping ones are a mistake of the rule. */
export function createFix(title: Message, edits: readonly TextEdit[], uri?: string): Fix {
  const separate: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const before = separate.at(-1);
    if (before !== undefined && isEqualEdit(before, edit)) continue;
    if (before !== undefined && before.range.end > edit.range.start) throw new Error('The edits of a fix overlap.');
    separate.push(edit);
  }
  return uri === undefined ? { title, edits: separate } : { title, edits: separate, uri };
}

function isEqualEdit(a: TextEdit, b: TextEdit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}

/** A second place that explains a finding, such as the definition that a call contradicts. */
export interface RelatedLocation {
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
  readonly related?: readonly RelatedLocation[];
  /** A milder severity than the rule's for this one place (never a stricter one). */
  readonly maxSeverity?: Severity;
  /** Where the author would write what is missing, if that is wider than `range`: deferred rules wait for all of it. */
  readonly scope?: TextRange;
}

/** What a rule of each subject sees. */
export interface Subjects {
  readonly shots: ShotsLintSubject;
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

/** The options of a rule by their name in the project file. */
export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** The values a rule's check is given: one of the default's type for each option of its table. */
export type OptionValues<Options extends RuleOptions> = { readonly [Key in keyof Options]: Options[Key]['default'] };

/** A check that takes long in a large file is in steps. */
type Checks<Values> = {
  readonly [Kind in keyof Subjects]?: (
    subject: Subjects[Kind],
    options: Values,
    report: Reporter,
  ) => void | Steps<void>;
};

/** A lint rule. One file per rule; the id is the file name, the docs page and the diagnostic code. */
export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly summary: Localized;
  readonly defaultSeverity: Severity | 'off';
  readonly options: RuleOptions;
  readonly fixable: 'fix' | 'suggestion' | 'no';
  /** True if the finding waits for a save or a pause while the author is typing at its location. */
  readonly deferred: boolean;
  /** One check per file kind. Empty if the runner itself creates the findings. */
  readonly check: Checks<JsonObject>;
}

/** What the author of a rule writes: `options`, `fixable` and `deferred` may be omitted. */
export interface RuleDefinition<Options extends RuleOptions> {
  readonly id: string;
  readonly group: RuleGroup;
  readonly summary: Localized;
  readonly defaultSeverity: Severity | 'off';
  readonly options?: Options;
  readonly fixable?: Rule['fixable'];
  readonly deferred?: boolean;
  readonly check: Checks<OptionValues<Options>>;
}

/** Defines a rule. The runner hands each check one value for every option, of the type of its default. */
export function defineRule<const Options extends RuleOptions = Record<never, never>>(
  definition: RuleDefinition<Options>,
): Rule {
  return {
    options: {},
    fixable: 'no',
    deferred: false,
    ...definition,
    check: definition.check as Checks<JsonObject>,
  };
}

/** A report with everything the runner knows. Still unrendered, so that its language is chosen last. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
}
