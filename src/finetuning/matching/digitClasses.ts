/**
 * Which digits a configuration can distinguish, as one class per digit: `0000000000` if all are equal, `0111111111` if
 * zero is special. Modules whose indices have equal digit classes are counted the same way, because neither a pattern
 * without backreferences nor a comparison of names can distinguish them. One check then covers hundreds of experts.
 */
export type DigitClasses = string;

/** Digit classes from a signature per digit: equal signatures are one class. */
export function digitClasses(getSignature: (digit: string) => string): DigitClasses {
  const known: string[] = [];
  let classes = '';
  for (const digit of '0123456789') {
    const signature = getSignature(digit);
    if (!known.includes(signature)) known.push(signature);
    classes += known.indexOf(signature);
  }
  return classes;
}

/** The coarsest classes that distinguish what either of the two distinguishes. */
export function refine(a: DigitClasses | undefined, b: DigitClasses | undefined): DigitClasses | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return digitClasses((digit) => `${a[Number(digit)]}${b[Number(digit)]}`);
}

/** Classes for names that are compared literally: every digit of an index in them is special. */
export function getNameClasses(names: Iterable<string>): DigitClasses | undefined {
  const special = new Set<string>();
  for (const name of names) {
    for (const segment of name.split('.')) {
      if (/^\d+$/.test(segment)) for (const digit of segment) special.add(digit);
    }
  }
  return special.size === 0 ? undefined : digitClasses((digit) => (special.has(digit) ? digit : ''));
}

/** The classes of an index's digits. */
export function classText(index: number, classes: DigitClasses): string {
  let text = '';
  for (const digit of String(index)) text += classes[Number(digit)];
  return text;
}
