import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { expect, it } from 'vitest';
import { createMasker } from '../../../src/generation/index.ts';

/** An example number of each country, as libphonenumber writes it for people in China and in the country itself. */
const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

/** The numbers of which some digits are left. */
function findUnmasked(written: readonly (string | undefined)[]): readonly string[] {
  const masker = createMasker([], 'names');
  return written
    .filter((number) => number !== undefined)
    .filter((number) => {
      return /\d/.test(masker.text(`Call ${number} today.`).replace(/\bphone_\d+/g, ''));
    });
}

it('covers every country', () => {
  expect(numbers.length).toBeGreaterThan(240);
});

it.each([
  ['E.164', numbers.map(({ number }) => number)],
  ['international', numbers.map((number) => number.formatInternational())],
  ['tel: address', numbers.map((number) => number.format('RFC3966').replace('tel:', ''))],
  ['00 instead of +', numbers.map(({ number }) => number.replace('+', '00'))],
  ['as dialled in China', numbers.map((number) => number.format('IDD', { fromCountry: 'CN' }))],
  [
    'national with 0 or brackets',
    // One digit in brackets is rather the number of a list.
    numbers.map((number) => number.formatNational()).filter((written) => /^0[1-9].*[ ()/-]|^\([\d-]{2}/.test(written)),
  ],
])('masks numbers of every country: %s', (_, written) => {
  expect(findUnmasked(written)).toEqual([]);
});

it.each([
  '01/02/2026',
  '01-02-2026',
  '08:00-09:30',
  '6222 0212 3456 7890 129',
  '00:15:00',
  '007',
  'order 00-1234',
  '(1) 1000-2000',
])('is not found in %s', (text) => {
  expect(createMasker([], 'names').text(text)).toBe(text);
});
