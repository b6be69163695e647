import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionItemLabelDetails,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import { pinyinOf } from '../pinyin.ts';
import { toRange } from '../ranges.ts';

/** What is asked for when an item is looked at, small enough to travel with it. */
export type ItemData =
  | { readonly kind: 'tool'; readonly uri: string; readonly tool: string }
  | { readonly kind: 'parameter'; readonly uri: string; readonly tool: string; readonly path: readonly string[] };

/** Something that can be written at the cursor. */
export interface Candidate {
  readonly label: string;
  readonly kind: keyof typeof CompletionItemKind;
  /** The text, with tab stops if `isSnippet`. */
  readonly newText: string;
  readonly isSnippet?: boolean;
  /** What is replaced, on one line. */
  readonly range: TextRange;
  /** Shown dimly after the label. */
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** Other words under which it is found, besides its label and the pinyin of both. */
  readonly aliases?: readonly string[];
  /** Goes before what the items are compared with, as the editor takes it from the text that is replaced. */
  readonly typed?: string;
  readonly data?: ItemData;
  /** True for what is there already, from which one looks for another. */
  readonly isPresent?: boolean;
  /** Opens the next list at once. */
  readonly asksNext?: boolean;
}

/**
 * Candidates as items, in their order, without duplicates. `word` is what was typed so far, `nextList` the
 * editor's command that opens the next list.
 */
export function toItems(
  lines: LineIndex,
  candidates: readonly Candidate[],
  word: string,
  nextList: string | undefined,
): CompletionItem[] {
  const seen = new Set<string>();
  const items: CompletionItem[] = [];
  for (const candidate of candidates) {
    const key = `${candidate.label} ${candidate.newText}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const command = candidate.asksNext === true ? nextList : undefined;
    items.push(toItem(lines, candidate, word, items.length, command));
  }
  return items;
}

function toItem(
  lines: LineIndex,
  candidate: Candidate,
  word: string,
  index: number,
  command: string | undefined,
): CompletionItem {
  const { label, kind, newText, isSnippet, range, detail, documentation, data, typed = '' } = candidate;
  const labelDetails: CompletionItemLabelDetails | undefined =
    detail === undefined ? undefined : { description: detail };
  return {
    label,
    kind: CompletionItemKind[kind],
    sortText: String(index).padStart(4, '0'),
    filterText: typed + filterText([label, ...(candidate.aliases ?? [])], word),
    textEdit: { range: toRange(lines, range), newText },
    insertTextFormat: isSnippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(candidate.isPresent === true ? { preselect: true } : {}),
    ...(newText.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    ...(labelDetails === undefined ? {} : { labelDetails }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(data === undefined ? {} : { data }),
    ...(command === undefined ? {} : { command: { title: '', command } }),
  };
}

/**
 * The words an item is found by. The one that begins as the author began comes first, because many editors look at
 * the beginning only.
 */
export function filterText(words: readonly string[], typed: string): string {
  const all = [...new Set(words.flatMap((word) => [word, ...pinyinOf(word)]))];
  const prefix = typed.toLowerCase();
  const first = prefix === '' ? undefined : all.find((word) => word.toLowerCase().startsWith(prefix));
  return (first === undefined ? all : [first, ...all.filter((word) => word !== first)]).join(' ');
}

/** Text within a snippet that represents itself. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
