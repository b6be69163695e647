import type { CallOptions } from '../options.ts';
import { anthropic } from './anthropic.ts';
import { deepseek } from './deepseek.ts';
import { functionTag } from './functionTag.ts';
import { glm } from './glm.ts';
import { harmony } from './harmony.ts';
import { jsonTags } from './jsonTags.ts';
import { kimi } from './kimi.ts';
import { llama } from './llama.ts';
import { minimax } from './minimax.ts';
import { mistral } from './mistral.ts';
import type { Notation } from './notation.ts';
import { qwenAgent } from './qwenAgent.ts';
import { toolAndInput } from './toolAndInput.ts';
import { toolTag } from './toolTag.ts';

export type { NamedCall } from './notation.ts';

/** The notations, in the order tried. A new one is a file with its tests and a row in docs/format.md. */
export const NOTATIONS: readonly Notation[] = [
  glm,
  jsonTags,
  functionTag,
  anthropic,
  toolAndInput,
  mistral,
  llama,
  deepseek,
  kimi,
  harmony,
  minimax,
  qwenAgent,
  toolTag,
];

const FIRST_CODES: readonly number[] = [...new Set(NOTATIONS.map(({ first }) => first.charCodeAt(0)))];

/** The notation that a call at an offset is written in, if it begins with a tag or token. */
export function findNotation(text: string, at: number, options: CallOptions): Notation | undefined {
  if (!FIRST_CODES.includes(text.charCodeAt(at))) return undefined;
  return NOTATIONS.find((notation) => text.startsWith(notation.first, at) && notation.starts(text, at, options));
}
