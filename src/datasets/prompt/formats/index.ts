import type { PromptFormat } from '../promptFormat.ts';
import { jsonMessages } from './messages.ts';
import { coze, dify } from './templates.ts';
import { markdown, plainText } from './text.ts';

/** The formats of prompts by their names. */
export const PROMPT_FORMATS = {
  text: markdown,
  plain: plainText,
  messages: jsonMessages,
  dify,
  coze,
} as const satisfies Readonly<Record<string, PromptFormat>>;

/** The name of a format, as the command line takes it. */
export type PromptFormatName = keyof typeof PROMPT_FORMATS;
/** The names of all formats, in the order of the documentation. */
export const PROMPT_FORMAT_NAMES = Object.keys(PROMPT_FORMATS) as readonly PromptFormatName[];
