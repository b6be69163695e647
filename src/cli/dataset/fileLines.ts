import { open } from 'node:fs/promises';

/** One line of a file, without its line break. */
export interface FileLine {
  /** From 0. */
  readonly index: number;
  readonly text: string;
  /** The length in bytes, also where the text was not read because it is too long. */
  readonly bytes: number;
  /** True if the line is longer than the limit; `text` is then its beginning. */
  readonly isTooLong: boolean;
}

const CHUNK_BYTES = 1 << 20;

/** How much of a line that is too long is kept. */
const KEPT_BYTES = 1000;

/**
 * Reads the lines of a file in groups, so that the memory depends on the longest line only. A byte order mark and
 * carriage returns at line ends are taken off.
 */
export async function* readFileLines(
  path: string,
  maxBytes: number = 64 * 1024 * 1024,
): AsyncGenerator<readonly FileLine[]> {
  const file = await open(path, 'r');
  try {
    const splitter = createSplitter(maxBytes);
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) break;
      yield splitter.add(chunk.subarray(0, bytesRead));
    }
    yield splitter.end();
  } finally {
    await file.close();
  }
}

function createSplitter(maxBytes: number) {
  let index = 0;
  /** The pieces of the line that is not complete, and the length of all of it. */
  let pieces: Buffer[] = [];
  let length = 0;
  const keep = (piece: Buffer): void => {
    if (length <= maxBytes) pieces.push(piece);
    length += piece.length;
    if (length > maxBytes) pieces = [Buffer.concat(pieces).subarray(0, KEPT_BYTES)];
  };
  const take = (): FileLine => {
    const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    const line = { index, text: toText(bytes, index), bytes: length, isTooLong: length > maxBytes };
    index += 1;
    pieces = [];
    length = 0;
    return line;
  };
  return {
    add(chunk: Buffer): readonly FileLine[] {
      const lines: FileLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(10, start); end !== -1; end = chunk.indexOf(10, start)) {
        keep(chunk.subarray(start, end));
        lines.push(take());
        start = end + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start));
      return lines;
    },
    end: (): readonly FileLine[] => (length === 0 ? [] : [take()]),
  };
}

function toText(bytes: Buffer, index: number): string {
  const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
  const hasMark = index === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0, end);
}
