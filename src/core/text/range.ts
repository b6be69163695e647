/** A half-open range `[start, end)` of UTF-16 offsets into one document's text. */
export interface TextRange {
  /** UTF-16 units from the start of the text. */
  readonly start: number;
  /** The offset after the last character. */
  readonly end: number;
}

/** True if `offset` lies in the range or touches one of its ends, as a cursor does. */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** True if the two ranges share at least one character. */
export function overlaps(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True if `inner` lies wholly within `outer`. */
export function encloses(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The text a range covers. */
export function slice(text: string, range: TextRange): string {
  return text.slice(range.start, range.end);
}
