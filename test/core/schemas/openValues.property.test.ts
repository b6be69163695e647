import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOpen } from '../../../src/core/schemas/validation/openValues.ts';
import type { ValuePath } from '../../../src/core/text/json.ts';
import '../../support/properties.ts';

const path: fc.Arbitrary<ValuePath> = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'a/b', '~'), fc.nat(2)), {
  maxLength: 3,
});
const paths = fc.array(path, { maxLength: 3 });

const isAtOrBelow = (inner: ValuePath, outer: ValuePath) => outer.every((step, index) => inner[index] === step);

it('a finding is open if its value lies in an open one, or looks at an open one as a whole', () => {
  fc.assert(
    fc.property(path, paths, fc.constantFrom('type', 'enum', 'contains'), (at, any, keyword) => {
      const expected = any.some((open) => isAtOrBelow(at, open) || (keyword !== 'type' && isAtOrBelow(open, at)));
      expect(isOpen({ any, partial: [] }, at, keyword, false)).toBe(expected);
    }),
  );
});

it('a missing name or count is open if a part of its object was left out', () => {
  fc.assert(
    fc.property(path, paths, fc.boolean(), (at, partial, missing) => {
      const owner = missing ? at.slice(0, -1) : at;
      const expected = partial.some((open) => open.length === owner.length && isAtOrBelow(open, owner));
      expect(isOpen({ any: [], partial }, at, 'minItems', missing)).toBe(expected);
    }),
  );
});
