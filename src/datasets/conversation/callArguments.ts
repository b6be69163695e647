import { type CheckedCall, type TextRange, visitValues } from '../../core/index.ts';
import { type Exclusion, exclude } from '../exclusion.ts';

/** Why a call cannot be exported with the values it has; undefined if it can. */
export function findUnusableArgument(
  checked: CheckedCall,
  textOf: (range: TextRange) => string,
): Exclusion | undefined {
  const { call } = checked.site;
  if (call.unreadable === true) return exclude('arguments');
  // A repeated argument counts once; one without a name has no place in the values.
  const named = Object.keys(checked.values).length + checked.duplicates.length;
  if (named < call.arguments.length) return exclude('arguments');
  let found: Exclusion | undefined;
  visitValues(call, (value) => {
    if (found !== undefined) return;
    if (value.kind === 'placeholder' || value.kind === 'elided' || value.kind === 'invalid') {
      found = exclude('placeholder');
    } else if (value.kind === 'number' && isInexact(value.value) && value.fraction !== true) {
      found = exclude('number', { number: textOf(value) });
    }
  });
  return found;
}

/** True for integers that JavaScript rounds. */
function isInexact(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}
