import type { ShotsDocument } from '../model/model.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Project } from '../project/project.ts';
import type { ToolCatalog } from '../schemas/tool.ts';
import type { CheckedCall } from './checkedCall.ts';
import { checkCalls } from './checkedCalls.ts';
import { type LongNumbers, longNumbers } from './longNumbers.ts';
import type { MissingFile, ShotsSubject } from './rule.ts';
import { type ShotsSurvey, survey } from './survey.ts';

/** What a subject is made of; the rest is found out of it. */
export type ShotsParts = Omit<ShotsSubject, 'calls' | 'survey' | 'longNumbers'>;

/** The subject of a document. What several rules ask of it is found out once, when the first of them asks. */
export function shotsSubject(parts: ShotsParts): ShotsSubject {
  return new LazySubject(parts);
}

/**
 * A class, and no tables beside it: what a weak map holds, or a getter that was made for one object alone, outlives its
 * document by many collections, since those that look at young objects only take whatever is old for alive.
 */
class LazySubject implements ShotsSubject {
  readonly uri: string;
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly procedures: readonly Procedure[];
  readonly project: Project;
  readonly missingFiles: readonly MissingFile[];
  #calls: readonly CheckedCall[] | undefined;
  #survey: ShotsSurvey | undefined;
  #longNumbers: LongNumbers | undefined;

  constructor({ uri, document, tools, procedures, project, missingFiles }: ShotsParts) {
    this.uri = uri;
    this.document = document;
    this.tools = tools;
    this.procedures = procedures;
    this.project = project;
    this.missingFiles = missingFiles;
  }

  get calls(): readonly CheckedCall[] {
    this.#calls ??= checkCalls(this.document, this.tools);
    return this.#calls;
  }

  get survey(): ShotsSurvey {
    this.#survey ??= survey(this.document, this.tools, this.longNumbers);
    return this.#survey;
  }

  get longNumbers(): LongNumbers {
    this.#longNumbers ??= longNumbers(this.document.text);
    return this.#longNumbers;
  }
}
