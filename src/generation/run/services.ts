import type { Diagnostic, KnownTools, Language, WritableStyle } from '../../core/index.ts';
import type { ChatModel } from '../model.ts';
import type { PriceTable } from '../prices.ts';
import type { ConsentQuestion, Verdict } from '../privacy/guard.ts';
import type { Masker } from '../privacy/masker.ts';
import type { MaskLevel } from '../privacy/maskLevel.ts';
import type { Templates } from '../prompt/templateSet.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import type { Journal } from './journal.ts';

/** Lints a shot in the context of its document and of other drafts. Positions are relative to the text. */
export type DraftCheck = (text: string, beside?: readonly string[]) => Promise<readonly Diagnostic[]>;

/** Writes a shot in the form of its document; a shot without an id is still being written. */
export type DraftPrint = (content: ShotContent, style: WritableStyle, language: Language, id?: string) => string;

/** A model and the guard that must allow every run. */
export interface GuardedModel {
  readonly chat: ChatModel;
  readonly guard: (question: ConsentQuestion) => Promise<Verdict>;
}

/** What the outside gives a run. */
export interface RunServices {
  /** Absent: the local scaffold generates the shots, and nothing is sent. */
  readonly model?: GuardedModel;
  /** A second model that reviews each shot; used only with `model`. */
  readonly reviewer?: GuardedModel;
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
  /** The same seed plans the same shots. */
  readonly seed?: number;
  /** Repair requests per shot. */
  readonly maxRepairs?: number;
  /** Requests under way at once. */
  readonly concurrency?: number;
  /** Shots that one request asks for. */
  readonly shotsPerRequest?: number;
  /** 0 to 2, as the API takes it. */
  readonly temperature?: number;
  /** Maximum length of a reply, in tokens. */
  readonly maxTokens?: number;
  /** Shots there are already, as Markdown, so that new ones differ. */
  readonly existing?: readonly string[];
  /** Ids to keep, by plan index, when shots replace others. */
  readonly ids?: readonly (string | undefined)[];
  /** Plan indexes of shots that an earlier run has written: they are not generated again. */
  readonly donePlans?: ReadonlySet<number>;
  /** Ids that are taken. */
  readonly takenIds?: ReadonlySet<string>;
}
