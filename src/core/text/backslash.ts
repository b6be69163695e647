const BACKSLASH = 0x5c;

/** True if an odd number of backslashes is before `at`, counted back to `from`. */
export function isEscaped(text: string, at: number, from = 0): boolean {
  let first = at;
  while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}
