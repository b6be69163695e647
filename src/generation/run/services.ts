import type { Diagnostic, KnownTools, Language, ShotStyle } from '../../core/index.ts';
import type { ChatModel } from '../model.ts';
import type { PriceTable } from '../prices.ts';
import type { ConsentQuestion, Verdict } from '../privacy/guard.ts';
import type { Masker, MaskLevel } from '../privacy/masker.ts';
import type { Templates } from '../prompt/templates.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import type { Journal } from './journal.ts';

/**
 * Lints a shot as it would stand in its document, behind other drafts that are to go there too. Positions are those
 * of the text given.
 */
export type DraftCheck = (text: string, beside?: readonly string[]) => Promise<readonly Diagnostic[]>;

/** Writes a shot in the form of its document; one without an id is still being written. */
export type DraftPrint = (content: ShotContent, style: ShotStyle, language: Language, id?: string) => string;

/** A model, and the guard without whose word nothing is sent to it. */
export interface GuardedModel {
  readonly chat: ChatModel;
  readonly guard: (question: ConsentQuestion) => Promise<Verdict>;
}

/** What the outside gives a run. */
export interface RunServices {
  /** Absent: the local scaffold writes the shots, and nothing is sent to anybody. */
  readonly model?: GuardedModel;
  readonly check: DraftCheck;
  readonly print: DraftPrint;
  readonly knownTools: KnownTools;
  /** The templates for shots of a language, those of the workspace over the shipped ones. */
  readonly templates: (language: Language) => Templates;
  /** Makes the masker of a run; an earlier one's aliases may be continued by it. */
  readonly masker: (level: MaskLevel) => Masker;
  readonly journal?: Journal;
  readonly prices?: PriceTable;
}

/** How a run goes about its work. Everything has a default. */
export interface RunOptions {
  readonly seed?: number;
  readonly maxRepairs?: number;
  /** Requests under way at once. */
  readonly concurrency?: number;
  readonly shotsPerRequest?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** Shots there are already, as Markdown, so that new ones differ. */
  readonly existing?: readonly string[];
  /** Ids the shots keep, by their place, where they replace shots that have some. */
  readonly ids?: readonly (string | undefined)[];
  /** Ids that are taken. */
  readonly takenIds?: ReadonlySet<string>;
}
