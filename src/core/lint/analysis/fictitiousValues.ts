import type { NumberShape } from './personalNumbers.ts';

/** The kinds of values that are replaced. */
export type ValueKind = NumberShape | 'email';

/** What is the same for two spellings of one value: a mobile number with and without the code of the country, for example. */
export function getValueKey(found: string, kind: ValueKind): string {
  if (kind === 'email') return `${kind} ${found.toLowerCase()}`;
  const digits = found.replace(/[^\dXx]/g, '').toUpperCase();
  return `${kind} ${kind === 'mobile' ? digits.slice(-11) : digits}`;
}

/**
 * Creates a function that writes a fictitious value in place of one of a person: of the same shape, with the same separators,
 * and the same for the same value.
 */
export function createFictitiousValues(): (found: string, kind: ValueKind) => string {
  const known = new Map<string, string>();
  const counts = new Map<ValueKind, number>();
  const makeFictitious = (key: string, kind: ValueKind): string => {
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    return WRITERS[kind](key.slice(kind.length + 1), n);
  };
  return (found, kind) => {
    const key = getValueKey(found, kind);
    const value = known.get(key) ?? makeFictitious(key, kind);
    known.set(key, value);
    return kind === 'email' ? value : withDigits(found, value);
  };
}

const WRITERS: Readonly<Record<ValueKind, (value: string, n: number) => string>> = {
  email: (_address, n) => `user${n}@example.com`,
  // The first three digits are the operator's; nobody has a number that ends in six equal digits.
  mobile: (digits, n) => `${digits.slice(0, 3)}${pad(n % 100, 2)}${`${Math.floor(n / 100) % 10}`.repeat(6)}`,
  card: (digits, n) => `${digits.slice(0, 4)}${pad(n, digits.length - 10)}000000`,
  id: (_digits, n) => toId(n),
};

const ID_WEIGHTS_OF_SERIAL = [8, 4, 2] as const;
/** The weighted sum of `11010119900101`, the digits before the serial number. */
const ID_SUM = 104;

/** A mainland ID number of the right shape with a wrong check digit, so that it is nobody's. */
function toId(n: number): string {
  const serial = pad(n % 1000, 3);
  const sum = ID_WEIGHTS_OF_SERIAL.reduce((total, weight, index) => total + weight * Number(serial[index]), ID_SUM);
  // The check digit of the remainders 0 and 1 is not 2, that of the others is not 1.
  return `11010119900101${serial}${sum % 11 < 2 ? '2' : '1'}`;
}

function pad(n: number, length: number): string {
  return String(n).padStart(length, '0').slice(-length);
}

/** A text with its last digits replaced; what is between them stays. */
function withDigits(found: string, digits: string): string {
  let skipped = found.replace(/[^\dXx]/g, '').length - digits.length;
  let next = 0;
  return found.replace(/[\dXx]/g, (digit) => (skipped-- > 0 ? digit : (digits[next++] ?? digit)));
}
