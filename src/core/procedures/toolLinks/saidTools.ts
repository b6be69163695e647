/** Words of a tool's name that the words of a step may leave out. */
const FILLERS: ReadonlySet<string> = new Set(
  'a an the of by to for and in on with via details detail info information id ids'.split(' '),
);
/** What looks something up is worded in many ways. */
const LOOKS_UP: ReadonlySet<string> = new Set(
  'get find fetch look lookup retrieve obtain query search read locate check'.split(' ').map(stemOf),
);
/** What is not done, or only possible. */
const NOT_DONE = /\b(?:not|never|cannot|can't|don't|without|unable|whether|if|refuse|deny|explain|can take actions?)\b/;
/** What the other side has to say first. */
const ASKED_OF =
  /^(?:the (?:user|customer|caller|guest|client) (?:must|needs?|has to|should)|ask (?:them|(?:the )?(?:user|customer|caller|guest|client)) (?:how|whether|what|which|when))\b/i;
/** `turn data off`: how it is done, not with what. */
const PARTICLE = /^(?:on|off|up|down|out|in|back)$/;
/** So many words may stand between the verb of a name and the others. */
const NEAR = 10;
/** `After user confirmation, …`: what the section is about is done now. */
const CONFIRMED = /^(?:after|once|upon) (?:the )?(?:explicit )?(user|customer|caller|guest|client)(?:'s)? confirm/i;

/**
 * The tools that the words of a step are about, although they do not name them: `cancel the reservation` and
 * `cancel_reservation`. The title of the section may say of which kind: `Cancel pending order`.
 */
export function toolsSaidBy(text: string, title: string, names: readonly string[]): readonly string[] {
  const step = wordsOf(text);
  if (step.length === 0 || ASKED_OF.test(text.trim())) return [];
  const section = new Set(wordsOf(title).map(stemOf));
  const confirms = CONFIRMED.test(text.trim());
  const found = names.flatMap((name) => {
    const missing = missingOf(name, step, section, confirms);
    return missing === undefined ? [] : [{ name, missing }];
  });
  const titled = confirms ? found.filter(({ name }) => section.has(partsOf(name)[0] ?? '')) : [];
  const whole = (titled.length > 0 ? titled : found).filter(({ missing }) => missing === 0);
  // Where a word of the name is said nowhere, there must be one tool only that it could be.
  const chosen = whole.length > 0 ? whole : titled.length === 1 ? titled : [];
  const kept = chosen.filter(
    ({ name }) => !chosen.some((other) => isMoreSpecific(other.name, name) || isQualifiedBy(other.name, name, step)),
  );
  return kept.map(({ name }) => name);
}

/** Who has to confirm before a step: `After user confirmation, …`. */
export function confirmingBefore(text: string): string | undefined {
  return CONFIRMED.exec(text.trim())?.[1]?.toLowerCase();
}

/** `find_user_by_email` says more than `get_user_details` where both fit. */
function isMoreSpecific(name: string, than: string): boolean {
  const [verb = '', ...nouns] = partsOf(name);
  const [otherVerb = '', ...others] = partsOf(than);
  return isVerb(verb, otherVerb) && nouns.length > others.length && others.every((noun) => nouns.includes(noun));
}

/** `turn data roaming on` is about `turn_roaming_on`: of `turn_data_on` it only has a word that says which roaming. */
function isQualifiedBy(name: string, than: string, step: readonly string[]): boolean {
  const [verb = '', ...nouns] = partsOf(name);
  const [otherVerb = '', ...others] = partsOf(than);
  const own = nouns.filter((noun) => !others.includes(noun));
  const qualifying = others.filter((noun) => !nouns.includes(noun));
  const stems = step.map(stemOf);
  const isQualifying = (noun: string): boolean =>
    stems.every((stem, at) => stem !== noun || own.includes(stems[at + 1] ?? ''));
  return isVerb(verb, otherVerb) && own.length > 0 && qualifying.length > 0 && qualifying.every(isQualifying);
}

/** How many words of a tool's name are said nowhere; undefined if the step is about something else. */
function missingOf(
  name: string,
  step: readonly string[],
  section: ReadonlySet<string>,
  confirms: boolean,
): number | undefined {
  const [verb, ...nouns] = partsOf(name);
  if (verb === undefined || nouns.length === 0) return undefined;
  const isTitled = section.has(verb);
  const said = new Set(step.map(stemOf));
  if (confirms && isTitled) {
    const missing = nouns.filter((noun) => !said.has(noun) && !section.has(noun)).length;
    return missing === 0 || (missing === 1 && nouns.length > 1) ? missing : undefined;
  }
  const isDone = step.some((word, at) => {
    if (!isVerb(stemOf(word), verb) || !isActed(step, at)) return false;
    const near = step.slice(Math.max(0, at - NEAR), at + NEAR + 1).map(stemOf);
    const isNamed =
      near.includes(nouns.at(-1) ?? '') && nouns.some((noun) => !PARTICLE.test(noun) && near.includes(noun));
    return isNamed && nouns.every((noun) => near.includes(noun) || section.has(noun));
  });
  return isDone ? 0 : undefined;
}

/** Words before a verb that make it what is done now. */
const LEADS =
  /^(?:and|then|to|please|must|should|will|be|is|are|can|may|agent|you|user|customer|caller|now|also|first|finally|by|before|after|try|let)$/;

/** `cancel the order` and `the order is cancelled`, but not `complains about cancelled orders` or `obtain the order id`. */
function isActed(step: readonly string[], at: number): boolean {
  const before = step[at - 1];
  if (before !== undefined && !LEADS.test(before)) return false;
  if (NOT_DONE.test(step.slice(Math.max(0, at - 6), at).join(' '))) return false;
  // Who is asked for a number is not looked up yet.
  return (
    !/^(?:obtain|get)/.test(step[at] ?? '') || !/\b(?:id|ids|number|name)\b/.test(step.slice(at + 1, at + 5).join(' '))
  );
}

/** `cancel_pending_order`, `CancelPendingOrder`: the stems of the verb, and of what it is done with. */
function partsOf(name: string): readonly string[] {
  if (!/^[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$|^[A-Z][A-Za-z0-9]+$/.test(name)) return [];
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
  return parts.filter((part, index) => index === 0 || !FILLERS.has(part)).map(stemOf);
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .slice(0, 600)
      .toLowerCase()
      .match(/[a-z]+(?:'[a-z]+)?/g) ?? []
  );
}

/** `cancel` and `cancelled`; any verb that looks something up for one that does. */
function isVerb(word: string, verb: string): boolean {
  return word === verb || (LOOKS_UP.has(verb) && LOOKS_UP.has(word));
}

/** What the forms of a word have in common: `cancel`, `cancels`, `cancelled`. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ed|es|ing|e|s)$/, '')
    .replace(/(.)\1$/, '$1');
}
