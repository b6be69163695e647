/**
 * Which digits a configuration can tell apart, as one class a digit: `0000000000` if it takes all of them alike,
 * `0111111111` if zero is special. Modules whose indices agree in the classes of their digits come out alike, for
 * neither a pattern without backreferences nor a comparison of names can tell them apart. That is what lets one look
 * stand for hundreds of experts.
 */
export type DigitClasses = string;

/** All digits are one class; names of different length still differ. */
export const allDigitsAlike: DigitClasses = '0000000000';

/** Ten digits, each with a text that is equal for digits of one class. */
export function digitClasses(signatureOf: (digit: string) => string): DigitClasses {
  const known: string[] = [];
  let classes = '';
  for (const digit of '0123456789') {
    const signature = signatureOf(digit);
    if (!known.includes(signature)) known.push(signature);
    classes += known.indexOf(signature);
  }
  return classes;
}

/** The coarsest classes that tell apart what either of two does. */
export function refine(a: DigitClasses | undefined, b: DigitClasses | undefined): DigitClasses | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return digitClasses((digit) => `${a[Number(digit)]}${b[Number(digit)]}`);
}

/** Classes for names that are compared as they stand: every digit of an index in them is special. */
export function classesOfNames(names: Iterable<string>): DigitClasses | undefined {
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
