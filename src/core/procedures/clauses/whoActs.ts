import { VERBS } from './englishVerbs.ts';

/** Who carries things out, in the singular. */
const ROLES: ReadonlySet<string> = new Set(
  `agent representative rep caller customer guest client member patient resident tenant student pupil teacher nurse
doctor physician pharmacist surgeon clinician therapist caregiver supervisor manager director coordinator administrator
admin technician engineer developer operator inspector auditor reviewer approver requester requestor owner lead
assistant associate attendant clerk cashier receptionist host hostess waiter server bartender barista chef cook
driver dispatcher courier carrier porter housekeeper cleaner janitor custodian guard officer warden responder
commander scribe deputy liaison analyst specialist consultant advisor adviser accountant controller buyer vendor supplier
contractor plumber electrician mechanic machinist welder worker employee applicant candidate recruiter interviewer
trainer trainee librarian person parent guardian child passenger pilot captain scientist researcher runner adult user
visitor volunteer handler keeper veterinarian vet landlord seller claimant adjuster underwriter teller banker hotel bank shop store clinic school hospital office system app platform bot company`.split(
    /\s+/,
  ),
);
/** Several who act together: their verb has no ending of its own. */
const GROUPS: ReadonlySet<string> = new Set(
  'staff team children people personnel everyone crew hr it finance security legal operations department management we they'.split(
    ' ',
  ),
);
/** Words that make of what follows no subject: `list of customer contacts`. */
const JOINS: ReadonlySet<string> = new Set('of for to by with in on from at per if when as than is are'.split(' '));
/** What may come between the actor and the verb. */
const BETWEEN = /^(?:also|then|first|will|shall|\w+ly)$/;
const DETERMINER = /^(?:the|an?|their|his|her|its|this|that)$/;
const MAX_WORDS_BEFORE = 6;
/** So many characters hold who acts and what they do. */
const OPENING = /^[\p{L}\d'’&/() -]{3,90}/u;

/** True if a sentence says who does something: `The teacher closes the door`, `Students leave the room`. */
export function saysWhoActs(text: string): boolean {
  const words =
    OPENING.exec(text)?.[0]
      .toLowerCase()
      .split(/[\s/()]+/) ?? [];
  for (const [at, word] of words.slice(0, MAX_WORDS_BEFORE).entries()) {
    if (JOINS.has(word)) return false;
    if (isRole(word) && actsAfter(words, at)) return true;
  }
  return false;
}

function actsAfter(words: readonly string[], role: number): boolean {
  let at = role + 1;
  while (BETWEEN.test(words[at] ?? '')) at++;
  const verb = words[at] ?? '';
  // `guest contacts` alone names something.
  if (at + 1 >= words.length && at === role + 1) return false;
  const isBase = VERBS.has(verb);
  // `Guest inform the desk`: the ending is often forgotten.
  if (isBase && role === 0 && DETERMINER.test(words[at + 1] ?? '')) return true;
  return isBase ? !isSingular(words[role] ?? '') || words[at - 1] === 'will' : isThirdPerson(verb);
}

function isRole(word: string): boolean {
  return isSingular(word) || GROUPS.has(word) || (word.endsWith('s') && isSingular(word.slice(0, -1)));
}

/** `counsellor`, `camper`, `florist`: what does something is called by it. */
const DOER = /^\w{3,20}(?:er|or|ist|ian|ee)$/;
const NO_DOER: ReadonlySet<string> = new Set(
  'order other another whether either neither never under over after number letter error paper however further later water power'.split(
    ' ',
  ),
);

function isSingular(word: string): boolean {
  return ROLES.has(word) || (DOER.test(word) && !NO_DOER.has(word));
}

/** `closes`, `verifies`, `washes` */
function isThirdPerson(word: string): boolean {
  if (!word.endsWith('s')) return false;
  const stem = word.slice(0, -1);
  return (
    VERBS.has(stem) ||
    (stem.endsWith('e') && VERBS.has(stem.slice(0, -1))) ||
    (stem.endsWith('ie') && VERBS.has(`${stem.slice(0, -2)}y`))
  );
}

const RESULT =
  /^(?!(?:if|when|any|no|not)\b|[^.;]{0,80}\b(?:is|are|was|were)\b)[\p{Lu}$\d][\p{L}\d$%'’/&-]*,?(?: [\p{L}\d$%'’/&,()-]{1,20}){0,8} (?:(?:has been|have been|will be) )?(?:\p{L}{2,14}ed|sent|given|taken|held|written|set|made|put|paid|drawn|brought)(?:$|[;,.(]| (?:and|by|via|with|within|in|into|on|to|if|when|as|before|after|immediately|daily)\b)/u;

/** What every result holds. */
const MAY_RESULT = /ed\b|\b(?:sent|given|taken|held|written|set|made|put|paid|drawn|brought)\b/;

/** True if words say what is done with something, as its result: `Technician notified by phone`. */
export function saysResult(text: string): boolean {
  return MAY_RESULT.test(text) && RESULT.test(text);
}
