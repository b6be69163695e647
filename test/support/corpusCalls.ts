import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createLanguageService,
  type Diagnostic,
  type DocumentContext,
  type LanguageService,
} from '../../src/core/index.ts';
import { corpusFolder } from './corpus.ts';
import { memoryHost, memoryUri } from './memoryHost.ts';

/** One line of the corpus of calls; its README says what the fields mean. */
export interface CorpusRow {
  readonly id: string;
  readonly kind: 'published' | 'authored' | 'mutant' | 'tolerant';
  readonly tools: readonly unknown[];
  readonly calls: readonly string[];
  readonly valid?: boolean;
  readonly why?: string;
  readonly per_call?: readonly { readonly valid: boolean; readonly why?: string }[];
  readonly rule?: string;
  readonly bad_call?: number;
  readonly canonical?: readonly string[];
  readonly finding?: string | null;
}

/** The blocks that can hold calls. */
export const BLOCKS = ['API request', 'Action'] as const;

export type CorpusBlock = (typeof BLOCKS)[number];

/** The rows of the corpus; none where it is not there. */
export function corpusRows(): readonly CorpusRow[] {
  if (corpusFolder === undefined) return [];
  const lines = readFileSync(join(corpusFolder, 'calls.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): CorpusRow => JSON.parse(line));
}

/** The real texts of the corpus; none where it is not there. */
export function corpusTexts(): readonly string[] {
  if (corpusFolder === undefined) return [];
  const folder = join(corpusFolder, 'react');
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** A row's calls, one a line, in a block of a shots document that was linted with the row's tools. */
export interface LintedRow {
  readonly diagnostics: readonly Diagnostic[];
  readonly context: DocumentContext;
  /** The first and the last line of each call. */
  readonly lines: readonly { readonly first: number; readonly last: number }[];
}

/** Lints calls in the place of an action or an API request. */
export async function lintRow(
  tools: readonly unknown[],
  calls: readonly string[],
  block: CorpusBlock,
): Promise<LintedRow> {
  const { service, lines } = openRow(tools, calls, block);
  const { diagnostics } = await service.lint(ROW_URI);
  return { diagnostics, context: await getContext(service), lines };
}

/** Reads calls like `lintRow`, but checks no rules, which takes most of the time. */
export async function readRow(
  tools: readonly unknown[],
  calls: readonly string[],
  block: CorpusBlock,
): Promise<DocumentContext> {
  return getContext(openRow(tools, calls, block).service);
}

const ROW_URI = memoryUri('row.shots.md');

function openRow(tools: readonly unknown[], calls: readonly string[], block: CorpusBlock) {
  const { text, lines } = toRowDocument(calls, block);
  const host = memoryHost({ 'row.tools.json': JSON.stringify(tools), 'row.shots.md': text });
  return { service: createLanguageService(host, { language: 'en' }), lines };
}

async function getContext(service: LanguageService): Promise<DocumentContext> {
  const context = await service.getContext(ROW_URI);
  if (context === undefined) throw new Error('The document in memory could not be read.');
  return context;
}

/** A document with one block of calls, which names the tools in `row.tools.json`. */
export function toRowDocument(
  calls: readonly string[],
  block: CorpusBlock,
): { readonly text: string; readonly lines: LintedRow['lines'] } {
  const head = ['---', 'tools: ./row.tools.json', '---', `**${HEADS[block]}**: The request.`, `**${block}**:`];
  const lines: { first: number; last: number }[] = [];
  let next = head.length;
  for (const call of calls) {
    const last = next + call.split('\n').length - 1;
    lines.push({ first: next, last });
    next = last + 1;
  }
  return { text: [...head, ...calls, ''].join('\n'), lines };
}

const HEADS: Readonly<Record<CorpusBlock, string>> = { 'API request': 'User request', Action: 'User' };

/** The findings within one call of a row. */
export function findingsIn({ diagnostics, lines }: LintedRow, call: number): readonly Diagnostic[] {
  const place = lines[call];
  if (place === undefined) return [];
  return diagnostics.filter(({ range }) => place.first <= range.start.line && range.start.line <= place.last);
}
