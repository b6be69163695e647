import type { Marker } from '../../parser/listMarker.ts';
import type { TextRange } from '../../text/range.ts';

/** What a row of a table of steps says apart from the action. */
export interface TableCells {
  readonly title?: TextRange;
  readonly condition?: TextRange;
  readonly tool?: TextRange;
  readonly actor?: TextRange;
  readonly limit?: TextRange;
  readonly note?: TextRange;
}

/** A line, or the part of a line that one numbered item takes. */
export interface Item {
  /** Zero-based line. */
  readonly line: number;
  readonly start: number;
  /** Where its words begin and end, trimmed. */
  readonly contentStart: number;
  readonly end: number;
  readonly marker: Marker | undefined;
  /** Level of a Markdown heading; 0 for other lines. */
  readonly heading: number;
  readonly isBullet: boolean;
  readonly isQuote: boolean;
  /** True if the whole content is set in bold. */
  readonly isBold: boolean;
  /** Columns before the first visible character. */
  readonly indent: number;
  readonly afterBlank: boolean;
  /** True if another item precedes it on the same line. */
  readonly isInline: boolean;
  /** True for a title without a mark that holds the bullets below it. */
  readonly titlesBullets: boolean;
  readonly cells: TableCells | undefined;
}

/** What is known of a line before the outline is built: that it holds no item, or the items on it. */
export type LineContent =
  | { readonly kind: 'blank' | 'code' | 'comment' | 'separator' | 'table' | 'front-matter' }
  | { readonly kind: 'items'; readonly items: readonly Item[] };
