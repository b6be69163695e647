import type { Language, PrintStyle, Shot, ShotDraft, Tool } from '../../core/index.ts';
import type { ShotTurns } from './shotTurns.ts';

/** A shot as formats write it. */
export interface PromptShot {
  readonly shot: Shot;
  /** Without id, status, heading and the comments that name steps. */
  readonly draft: ShotDraft;
}

/** What a prompt is written from, after its shots were chosen. */
export interface PromptContent {
  /** Empty for none. */
  readonly system: string;
  readonly tools: readonly Tool[];
  readonly shots: readonly PromptShot[];
  /** The customer's words; undefined if the prompt is written before there are any. */
  readonly request: string | undefined;
  readonly style: PrintStyle;
  /** All usable shots as turns, for formats with messages. Computed on first use. */
  readonly getTurns: () => ShotTurns;
  /** The language of headings that formats add. */
  readonly language: Language;
}

/** The parts of a prompt as a format writes them, in order; an empty text is a part that the prompt does not have. */
export interface PromptTexts {
  readonly system: string;
  readonly tools: string;
  /** What is written before the first shot. */
  readonly intro: string;
  readonly shots: readonly string[];
  readonly request: string;
}

/** One way to write prompts. */
export interface PromptFormat {
  /** The parts, as their tokens are counted. */
  write(content: PromptContent): PromptTexts;
  /** The whole prompt. */
  join(texts: PromptTexts, content: PromptContent): string;
  /** The ending of a file with such a prompt. */
  readonly extension: 'md' | 'txt' | 'json';
}
