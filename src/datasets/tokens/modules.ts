import type { JsonObject } from '../../core/index.ts';

/** The encodings whose tables come with the program. */
export const ENCODINGS = ['o200k', 'cl100k'] as const;
/** One of these encodings. */
export type Encoding = (typeof ENCODINGS)[number];

/** What is loaded for an encoding: its tables are megabytes, so they are loaded on first use. */
export interface EncodingModule {
  countText(text: string): number;
}

/** What is loaded for the tokenizer files of users. */
export interface TokenizerFileModule {
  createFileCounter(content: JsonObject): (text: string) => number;
}

/** Loads the code and tables of tokenizers. Hosts that load modules in their own way have another one. */
export interface TokenizerModules {
  encoding(name: Encoding): Promise<EncodingModule>;
  tokenizerFile(): Promise<TokenizerFileModule>;
}

const ENCODING_MODULES: Readonly<Record<Encoding, () => Promise<EncodingModule>>> = {
  o200k: () => import('./encodings/o200k.ts'),
  cl100k: () => import('./encodings/cl100k.ts'),
};

/** Loads them as modules, for hosts that can. */
export const TOKENIZER_MODULES: TokenizerModules = {
  encoding: (name) => ENCODING_MODULES[name](),
  tokenizerFile: () => import('./encodings/tokenizerFile.ts'),
};

/** True for the name of an encoding; anything else is taken as the path of a tokenizer file. */
export function isEncoding(name: string): name is Encoding {
  return ENCODINGS.some((encoding) => encoding === name);
}
