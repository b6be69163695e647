import { CHOMPING_MODE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** What a node is, as far as its range depends on it. */
export type YamlNodeKind = 'mapping' | 'sequence' | 'plain' | 'quoted' | 'block' | 'keptBlock' | 'unwritten';

const KINDS: readonly YamlNodeKind[] = ['mapping', 'sequence', 'plain', 'quoted', 'block', 'keptBlock', 'unwritten'];
/** Of each node: the index of its kind, its start, and its end. */
const CELLS = 3;

/**
 * The nodes of a YAML text in their order, by numbers alone: the parser's events take ten times the memory. The children of a
 * collection follow it; a mapping has its keys and values in turns.
 */
export class YamlNodes {
  #cells = new Int32Array(CELLS * 1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  kind(node: number): YamlNodeKind {
    return KINDS[this.#cells[node * CELLS] ?? 0] as YamlNodeKind;
  }

  /** Where a collection begins, or the content of a scalar, within the quotes. */
  start(node: number): number {
    return this.#cells[node * CELLS + 1] ?? 0;
  }

  /** Where the content of a scalar ends, within the quotes. */
  contentEnd(node: number): number {
    return this.#cells[node * CELLS + 2] ?? 0;
  }

  isCollection(node: number): boolean {
    const kind = this.kind(node);
    return kind === 'mapping' || kind === 'sequence';
  }

  /** The children of a collection; none of a scalar. */
  *children(node: number): Generator<number> {
    const end = this.#next(node);
    for (let child = node + 1; child < end; child = this.#next(child)) yield child;
  }

  /** The last node that a collection holds at any depth. */
  lastWithin(collection: number): number {
    return this.#next(collection) - 1;
  }

  /** Adds a collection. The nodes added until it is closed are its children. */
  open(kind: 'mapping' | 'sequence', start: number): number {
    return this.#add(kind, start, 0);
  }

  close(collection: number): void {
    this.#cells[collection * CELLS + 2] = this.#count;
  }

  /** Adds the nodes of a parser's events, which it counted from an offset on. */
  addEvents(events: Iterable<Event>, offset: number): void {
    const open: number[] = [];
    for (const event of events) {
      if (event.type === EVENT_ID.MAPPING) open.push(this.open('mapping', event.start + offset));
      else if (event.type === EVENT_ID.SEQUENCE) open.push(this.open('sequence', event.start + offset));
      else if (event.type === EVENT_ID.SCALAR)
        this.#add(scalarKind(event), event.valueStart + offset, event.valueEnd + offset);
      else {
        const closed = event.type === EVENT_ID.POP ? open.pop() : undefined;
        if (closed !== undefined) this.close(closed);
      }
    }
  }

  #add(kind: YamlNodeKind, start: number, end: number): number {
    const at = this.#count * CELLS;
    if (at === this.#cells.length) {
      const cells = new Int32Array(at * 2);
      cells.set(this.#cells);
      this.#cells = cells;
    }
    this.#cells[at] = KINDS.indexOf(kind);
    this.#cells[at + 1] = start;
    this.#cells[at + 2] = end;
    return this.#count++;
  }

  /** The node after a node and its children: what a collection has as its end. */
  #next(node: number): number {
    return this.isCollection(node) ? this.contentEnd(node) : node + 1;
  }
}

function scalarKind({ style, valueStart, chomping }: ScalarEvent): YamlNodeKind {
  if (valueStart === -1) return 'unwritten';
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return 'quoted';
    case SCALAR_STYLE.PLAIN:
      return 'plain';
    default:
      return chomping === CHOMPING_MODE.KEEP ? 'keptBlock' : 'block';
  }
}
