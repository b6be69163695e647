import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { PointerRange } from '../json.ts';
import { toPointerSteps } from '../jsonPointer.ts';

/** The scanner's token kinds; the library declares them as a const enum, which isolated modules cannot read. */
const SyntaxKind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  ColonToken: 6,
  StringLiteral: 10,
  EOF: 17,
} as const;

type Members = ReadonlyMap<string, PointerRange>;

/**
 * Finds the places of JSON pointers in a text without a tree of it: each container is scanned when a pointer first
 * leads into it, and only its own members are kept. A file of ten megabytes costs nothing until something is shown.
 */
export function createJsonRanges(text: string, offset: number): (pointer: string) => PointerRange {
  const scanner = createScanner(text, true);
  const known = new Map<number, Members>();
  const membersAt = (start: number): Members => {
    const found = known.get(start) ?? scanMembers(scanner, start);
    known.set(start, found);
    return found;
  };
  let root: PointerRange | undefined;
  return (pointer) => {
    root ??= { key: undefined, value: firstValue(scanner) };
    let place = root;
    for (const step of toPointerSteps(pointer)) {
      const next = membersAt(place.value.start).get(step);
      if (next === undefined) break;
      place = next;
    }
    return shifted(place, offset);
  };
}

function firstValue(scanner: JSONScanner): PointerRange['value'] {
  scanner.setPosition(0);
  scanner.scan();
  return skipValue(scanner);
}

/** The members of the object or array that starts at an offset; empty for any other value. */
function scanMembers(scanner: JSONScanner, start: number): Members {
  const members = new Map<string, PointerRange>();
  scanner.setPosition(start);
  const open = scanner.scan();
  scanner.scan();
  if (open === SyntaxKind.OpenBraceToken) scanObject(scanner, members);
  else if (open === SyntaxKind.OpenBracketToken) scanArray(scanner, members);
  return members;
}

function scanObject(scanner: JSONScanner, members: Map<string, PointerRange>): void {
  while (!atEnd(scanner)) {
    if (scanner.getToken() !== SyntaxKind.StringLiteral) {
      scanner.scan();
      continue;
    }
    const name = scanner.getTokenValue();
    const key = tokenRange(scanner);
    if (scanner.scan() === SyntaxKind.ColonToken) scanner.scan();
    members.set(name, { key, value: skipValue(scanner) });
  }
}

function scanArray(scanner: JSONScanner, members: Map<string, PointerRange>): void {
  while (!atEnd(scanner)) {
    if (scanner.getToken() === SyntaxKind.CommaToken) scanner.scan();
    else members.set(String(members.size), { key: undefined, value: skipValue(scanner) });
  }
}

/** Moves after the value the scanner is on and answers its range. */
function skipValue(scanner: JSONScanner): PointerRange['value'] {
  const start = scanner.getTokenOffset();
  let depth = 0;
  let end = start;
  do {
    const token = scanner.getToken();
    if (token === SyntaxKind.EOF) break;
    if (isOpener(token)) depth++;
    else if (isCloser(token)) depth--;
    // A closer or comma in the place of a value belongs to the container: the value is missing.
    if (depth < 0 || (depth === 0 && token === SyntaxKind.CommaToken)) break;
    end = scanner.getTokenOffset() + scanner.getTokenLength();
    scanner.scan();
  } while (depth > 0);
  return { start, end };
}

function atEnd(scanner: JSONScanner): boolean {
  const token = scanner.getToken();
  return token === SyntaxKind.EOF || isCloser(token);
}

function isOpener(token: number): boolean {
  return token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken;
}

function isCloser(token: number): boolean {
  return token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken;
}

function tokenRange(scanner: JSONScanner): PointerRange['value'] {
  const start = scanner.getTokenOffset();
  return { start, end: start + scanner.getTokenLength() };
}

function shifted(place: PointerRange, offset: number): PointerRange {
  if (offset === 0) return place;
  const move = (range: PointerRange['value']): PointerRange['value'] => ({
    start: range.start + offset,
    end: range.end + offset,
  });
  return { key: place.key === undefined ? undefined : move(place.key), value: move(place.value) };
}
