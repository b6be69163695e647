import { checkCalls } from '../callChecks/checkCalls.ts';
import type { CheckedCall } from '../callChecks/checkedCall.ts';
import type { Message } from '../l10n/messages.ts';
import type { ShotsDocument } from '../model/model.ts';
import type { NamedDocument } from '../procedures/documentNames.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Project } from '../project/project.ts';
import type { ProviderId } from '../schemas/providers/index.ts';
import type { ToolCatalog, ToolFile } from '../schemas/tool.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

/** A path in a file that leads to no readable file. */
export interface MissingFile {
  readonly range: TextRange;
  readonly path: string;
  readonly reason: Message;
}

/** A shots document with the files it depends on. */
export interface ShotsSubject {
  readonly uri: string;
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly procedures: readonly Procedure[];
  readonly project: Project;
  /** The providers the document's tools are for: those of its front matter, else those of the project file. */
  readonly targets: readonly ProviderId[];
  /** The document's calls and mentions checked against the tools; computed once, on first use. */
  readonly calls: readonly CheckedCall[];
  /** Files the document or its project names that could not be read. */
  readonly missingFiles: readonly MissingFile[];
}

/** A tool file with what is known of the use of its tools. */
export interface ToolsSubject {
  readonly uri: string;
  readonly file: ToolFile;
  readonly catalog: ToolCatalog;
  readonly project: Project;
  /** The providers the tools are for: those of the documents that use the file, else those of the project file. */
  readonly targets: readonly ProviderId[];
  /** Names of tools that some shots document of the workspace calls; undefined if the workspace was not searched. */
  readonly usedTools: ReadonlySet<string> | undefined;
  /** Names of the tools that an explicit `include` chose from this file; undefined where nothing was chosen. */
  readonly chosen?: ReadonlySet<string> | undefined;
}

/** Another procedure that a procedure names, and its file. */
export interface CalledProcedure extends NamedDocument {
  /** Undefined where no readable file is found. */
  readonly uri: string | undefined;
  /** Why there is none. */
  readonly reason: Message | undefined;
}

/** A procedure with the tools its steps can name, and the procedures it names. */
export interface ProcedureSubject {
  readonly uri: string;
  readonly procedure: Procedure;
  readonly tools: ToolCatalog;
  readonly project: Project;
  readonly called: readonly CalledProcedure[];
  /** Tool files of its front matter that could not be read. */
  readonly missingFiles: readonly MissingFile[];
}

/** A project file. */
export interface ProjectSubject {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly project: Project;
  readonly missingFiles: readonly MissingFile[];
}

/** The parts of a shots subject that are loaded; everything else is computed from them. */
export type ShotsParts = Omit<ShotsSubject, 'calls'>;

/**
 * A shots subject that checks its calls on first use. It is a class without tables beside it: an entry of a weak map,
 * or a getter made for one object alone, outlives its document by many collections, because the collections of young
 * objects treat every old object as alive.
 */
export class LazyShotsSubject implements ShotsSubject {
  readonly uri: string;
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly procedures: readonly Procedure[];
  readonly project: Project;
  readonly targets: readonly ProviderId[];
  readonly missingFiles: readonly MissingFile[];
  #calls: readonly CheckedCall[] | undefined;

  constructor({ uri, document, tools, procedures, project, targets, missingFiles }: ShotsParts) {
    this.uri = uri;
    this.document = document;
    this.tools = tools;
    this.procedures = procedures;
    this.project = project;
    this.targets = targets;
    this.missingFiles = missingFiles;
  }

  get calls(): readonly CheckedCall[] {
    this.#calls ??= checkCalls(this.document, this.tools);
    return this.#calls;
  }
}
