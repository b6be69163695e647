import type { Marker } from '../../parser/listMarker.ts';
import type { TextRange } from '../../text/range.ts';
import type { Item } from './item.ts';
import { contentOf } from './items.ts';

/** A heading, list item or paragraph with what belongs to it. */
export interface OutlineNode {
  /** Nodes are numbered in document order; the root is the first one. */
  readonly index: number;
  readonly item: Item;
  readonly marker: Marker | undefined;
  readonly parent: OutlineNode | undefined;
  readonly children: OutlineNode[];
  /** Its own words: the rest of its first line, then the lines that continue it. */
  readonly parts: TextRange[];
  /** Lines set as quotations: words to be spoken. */
  readonly says: TextRange[];
  /** Other lines that belong to it: code, comments. */
  readonly lines: number[];
  readonly form: 'heading' | 'numbered' | 'bullet' | 'label' | 'paragraph';
}

export interface Outline {
  readonly root: OutlineNode;
  /** The node each line with words belongs to; a line with several items has its first. */
  readonly nodeOfLine: readonly (OutlineNode | undefined)[];
  /** The lines that are words to be spoken. */
  readonly spokenLines: ReadonlySet<number>;
}

/** A node with the words of its item. */
export function createNode(
  index: number,
  item: Item,
  marker: Marker | undefined,
  parent: OutlineNode | undefined,
  form: OutlineNode['form'],
): OutlineNode {
  return { index, item, marker, parent, children: [], parts: [contentOf(item)], says: [], lines: [], form };
}
