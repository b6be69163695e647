import { allMatches } from '../../text/matches.ts';
import { VERB } from './englishVerbs.ts';
import type { ClauseWords, ConditionSplit, TrailingSplit } from './moves.ts';

const IF =
  /^(?:(?:and|but|or|so|also|then|please)\s+)?(?:only\s+)?(if|when(?:ever)?|once(?!\s+(?:a|an|per|every|daily|more|again|only)\b)|unless|where(?=\s+(?:the|a|an|there|no|any|necessary|applicable|possible|this|it)\b)|provided(?:\s+that)?|as long as|in (?:the\s+)?case(?:\s+(?:when|that|where|of))?|in the event(?:\s+of|\s+that)?|for(?=\s+(?!each\b|every\b|all\b)[\w "“”'-]{2,40}?,?\s+(?:follow|use|see|call|open|go to)\b)|for(?=\s+(?!each\b|every\b|all\b|any\b|example\b|instance\b|more\b|this\b|that\b)[^,.]{3,90},\s+(?:we|our team|the agent|agents|you)\b))\s+/i;
const THEN = /^,?\s*(?:then\s+|please\s+)?/i;
const QUESTION =
  /\b(?:check|ask|asks|verify|confirm|see|determine|know|tell|find out|find|decide|test|wonder|clarify|establish|learn|assess|consider|say|shows?|indicates?|tells)\b[^,;.]{0,60}$/i;
const TRAILING =
  /(?<!\s)\s+((?:but\s+)?(?:if\s+and\s+)?(?:only\s+)?(?:if|when|unless|in case(?: of)?|provided that|as long as|once))\s+/gi;

function condition(clause: string): ConditionSplit | undefined {
  return openingCondition(clause) ?? ofMatters(clause);
}

function ofMatters(clause: string): ConditionSplit | undefined {
  const [whole, matters] = OF_MATTERS.exec(clause) ?? [];
  if (whole === undefined || matters === undefined) return undefined;
  const end = whole.indexOf(matters) + matters.length;
  return { start: end - matters.length, end, rest: whole.length, isNegated: false };
}

function openingCondition(clause: string): ConditionSplit | undefined {
  const opening = IF.exec(clause);
  if (opening?.[1] === undefined) return undefined;
  const start = opening[0].length;
  const isNegated = /^unless$/i.test(opening[1]);
  const isTrigger = /^(?:when|whenever|once)/i.test(opening[1]);
  // `When closing the lid, …` and `When to use:` say at which time, and for what.
  if (/^when$/i.test(opening[1]) && /^(?:to|(?:first )?\w+ing)\b/i.test(clause.slice(start))) return undefined;
  const { end, rest } = conditionEnd(clause, start);
  if (end <= start) return undefined;
  return { start, end, rest, isNegated, isTrigger, isMatter: /^for$/i.test(opening[1]) };
}

/** `For refunds over 50, ask …`: matters in the plural, and what is done about them. */
const OF_MATTERS =
  /^for\s+(?!(?:each|every|all|any|example|instance|more|this|that|these|best|better)\b)((?:[\w/&-]{1,30}\s+){0,3}?[\w/&-]{1,30}(?<!purpose|reason|result|detail|instruction|question|date|step|record|a|i|u|s)s\b[^,.:]{0,60}),\s+(?=(?:immediately |please )?(?:attempt|try|begin|start|document|record|call|contact|notify|escalate|transfer|stop|use|send|offer|ask|refund|create|open|follow|check|verify|require|obtain|get|add|apply|request|provide|assign|schedule|submit)\b)/i;

/** The comma or colon after a condition; a comma before `or` and `and` goes on with it. */
function conditionEnd(clause: string, start: number): { readonly end: number; readonly rest: number } {
  if (/^for\s/i.test(clause)) {
    const subject = /,\s+(?=(?:we|our team|the agent|agents|you)\b)/i.exec(clause);
    return subject === null
      ? verbEnd(clause, start, 1)
      : { end: subject.index, rest: subject.index + subject[0].length };
  }
  const then = /then/i.test(clause)
    ? /(?:,|(?<!\s|\b(?:will|must|should|shall)))\s+then\s+/i.exec(clause.slice(start))
    : null;
  let depth = 0;
  let code = false;
  for (let at = start; at < clause.length; at++) {
    depth += depthChange(clause.charAt(at));
    if (clause[at] === '`') code = !code;
    if (depth > 0 || code) continue;
    if (then !== null && at === start + then.index) return { end: at, rest: at + then[0].length };
    const rest = restAfter(clause, at);
    if (rest !== undefined) return { end: at, rest };
  }
  return verbEnd(clause, start, 3);
}

function depthChange(character: string): number {
  if (character === '(' || character === '“') return 1;
  return character === ')' || character === '”' ? -1 : 0;
}

/** Where the action begins, if the comma or colon at an offset ends the condition. */
function restAfter(clause: string, at: number): number | undefined {
  const character = clause[at];
  if ((character !== ',' && character !== ':') || /\d/.test(clause[at + 1] ?? '')) return undefined;
  if (character === ':') return at + 1;
  return goesOn(clause, at) ? undefined : at + (THEN.exec(clause.slice(at))?.[0].length ?? 1);
}

/** `If a, b or c, …`: the comma before `or` goes on with the condition, unless a verb follows. */
function goesOn(clause: string, at: number): boolean {
  const ahead = clause.slice(at);
  const isJoined = /^,\s*(?:or|and)\s+(?!then\b)(?!\w+\s+(?:it|him|her|them|the|a|an)\b)/i.test(ahead.slice(0, 40));
  return isJoined && ahead.indexOf(',', 1) !== -1 && !VERB.test(ahead.replace(/^,\s*(?:or|and)\s+/i, ''));
}

/** `If a child is lost we will search the area`: who acts begins what is done. */
const SUBJECT =
  /(?<!\b(?:that|and|or|which|who|because|until|what|how|why|where|when|thinks?|feels?|says?|sure|than|as)) (?:i|we|you|staff|the agent) (?:will|must|should|shall)\b/i;

/** Without a comma the condition ends at the first imperative verb after three words. */
function verbEnd(clause: string, start: number, least: number): { readonly end: number; readonly rest: number } {
  const subject = SUBJECT.exec(clause.slice(start));
  if (subject !== null && subject.index > 8) return { end: start + subject.index, rest: start + subject.index + 1 };
  let words = 0;
  for (const match of clause.slice(start).matchAll(/\S+/g)) {
    if (
      words >= least &&
      /^(?:go|call|ask|tell|press|offer|stop|end|escalate|transfer|proceed|continue|skip|refund|apologi[sz]e|contact|report|return|repeat|inform|notify|follow|use|see|open|replace|restart|send|please)$/i.test(
        match[0],
      )
    ) {
      const before = clause.slice(0, start + match.index).trimEnd();
      if (!/\b(?:to|not|cannot|can|will|may|must|should|would|and|or|the|a|an|phone|first)$/i.test(before)) {
        return { end: before.length, rest: start + match.index };
      }
    }
    words++;
  }
  return { end: clause.length, rest: clause.length };
}

const BRACKET = /^\((?:only )?(if|when|unless|in case)\s/i;
/** `if needed`: whoever does it knows when. */
const LEFT_OPEN =
  /^(?:again|possible|needed|necessary|applicable|appropriate|required|relevant|available|you (?:can|wish|want)|any)\b/i;

/** `Block the address (if it is a foreign one)` */
function bracketed(clause: string): TrailingSplit | undefined {
  const at = clause.endsWith(')') ? clause.lastIndexOf('(') : -1;
  const [opening, word] = at > 2 ? (BRACKET.exec(clause.slice(at, at + 20)) ?? []) : [];
  if (opening === undefined || LEFT_OPEN.test(clause.slice(at + opening.length))) return undefined;
  return {
    action: clause.slice(0, at).trimEnd().length,
    start: at + opening.length,
    end: clause.length - 1,
    isNegated: /^unless$/i.test(word ?? ''),
  };
}

function trailing(clause: string): TrailingSplit | undefined {
  if (!/\b(?:if|when|unless|in case|provided that|as long as|once)\b/i.test(clause)) return undefined;
  return bracketed(clause) ?? trailingWords(clause);
}

const LEFT_TO_ACTOR = /^(?:again|possible|needed|necessary|applicable|appropriate|required|available|any(?!\s+of))\b/i;
/** `once a day`, `once more` */
const OFTEN = /^(?:an?|per|every|daily|more)\b/i;

function trailingWords(clause: string): TrailingSplit | undefined {
  for (const match of allMatches(TRAILING, clause)) {
    const before = clause.slice(0, match.index);
    const word = (match[1] ?? '').toLowerCase();
    const after = clause.slice(match.index + match[0].length);
    if (
      before.trim().split(/\s+/).length < 2 ||
      QUESTION.test(before) ||
      /\b(?:even|as|or|and|than|what)$/i.test(before) ||
      (word === 'once' && /\bat$/i.test(before)) ||
      isWithinBrackets(before) ||
      isWithinQuotes(before)
    )
      continue;
    if (/^(?:you|we) (?:have|need|want) to$|^you can help it\b|^in doubt\b|^any$/i.test(after)) continue;
    if (LEFT_TO_ACTOR.test(after) || (word === 'once' && OFTEN.test(after))) continue;
    // `errors when trying to connect` says of which kind they are.
    if (word.endsWith('when') && /^\w+ing\b/i.test(after)) continue;
    if (/\b(?:this|that|it) (?:is|was) (?:often |usually |also )?(?:the case|so|true|possible|normal)$/i.test(before))
      continue;
    if (
      /(?:when|once)$/.test(word) &&
      /^(?:did|do|does|is|was|are|were|it|the\s+\w+\s+(?:is|was)\s+\w+$)/i.test(after)
    ) {
      if (word.endsWith('when') && /^(?:did|do|does|is|was)\b/i.test(after)) continue;
    }
    return { action: match.index, start: match.index + match[0].length, isNegated: word === 'unless' };
  }
  return undefined;
}

function isWithinQuotes(before: string): boolean {
  return before.split('"').length % 2 === 0 || before.lastIndexOf('“') > before.lastIndexOf('”');
}

/** `(do not delete it if you can help it)` is said by the way. */
function isWithinBrackets(before: string): boolean {
  return before.lastIndexOf('(') > before.lastIndexOf(')');
}

const STATE =
  /^(?:it is |is |was |the \w+ is )?(?:not |un)?(?:yes|no|found|none|solved|resolved|approved|rejected|refused|accepted|declined|pass(?:ed)?|fail(?:s|ed)?|success(?:ful)?|valid|invalid|available|unavailable|in stock|out of stock|open(?:ed)?|closed|paid|unpaid|pending|delivered|shipped|cancel+ed|critical|urgent|emergency|routine|high|medium|low|normal|minor|major|confirmed|eligible|ineligible|true|false|ok|okay|active|inactive|expired|lost|damaged|intact|empty|full|new|existing|member|non-member|positive|negative|agreed|disagreed|match(?:es)?|mismatch|online|offline|warm|cold|on|off|dark|lit|present|missing|complete|incomplete|in progress|processing|processed|in transit|returned|refunded|scheduled|draft|blocked|locked|enabled|disabled|green|yellow|amber|red)(?: (?:in|by|within|after|before|for) .{1,30})?$/i;
const QUANTITY =
  /^(?:(?:is |are |it is )?(?:over|under|above|below|more than|less than|fewer than|at least|at most|up to|from|between|exactly|within|after|before|older than|younger than|exceeds)\s+\S*\d|[<>≤≥=]+\s*\S?\d|\S?\d[\d.,]*\s*(?:[-–~]|to)\s*\S?\d|\S?\d[\d.,]*\s*\w*\s*(?:or (?:more|less|over|under|above|below|older|younger)|and (?:above|over|below|under|more)))/i;

export const ENGLISH: ClauseWords = {
  sequence:
    /^(?:(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|afterwards?|after that|finally|lastly|last|as a last resort|and then|also|now|in addition|additionally|to (?:start|begin)(?: with)?|once (?:(?:this|that|it) is )?(?:done|complete|completed|finished)|(?:when|after) (?:done|completed|finished))\b(?!-),?\s*(?!of\b))+/i,
  branchBreak:
    /[,;]\s+(?:and\s+|but\s+|or\s+)?(?=(?:otherwise|else|whereas|if not|if (?:so|none|no|it|they|he|she|the)\b|in which case|failing that)\b)|\s+(?=(?:otherwise|whereas)\b)|[,;]\s+(?:and\s+)?(?=(?:if|unless|when)\b[^,;.]{2,80},)|\s[-–—]{1,2}\s+(?=(?:if|unless|when)\b[^,;.]{2,120},)/gi,
  branchMark: /[,;]|\s[-–—]|otherwise|whereas/i,
  elseOpening:
    /^(?:(?:or|but|and)\s+)?(?:otherwise|else(?!where)|if not(?!\s+[\w ]{3,30}:|\s+(?!(?:please|then|go|call|contact|ask|tell|refer|escalate|transfer|return|proceed|continue|send|do|use|try)\b)[\w' -]{3,40},|\s+(?:\w+ed$|match\w*|found|present|available|valid|received|possible|already|eligible|approved|paid|set|provided|specified|exist\w*|sure|the|a|an|all)\b)|if no\b(?=[,:])|in (?:all |any )?other cases?|in every other case|whereas(?!\s+(?:\S*\d|over|under|above|below|more|less|at))|failing that|for (?:all|any) others?|(?:any|every)thing else)\b[,:]?\s*/i,
  condition,
  trailing,
  isLead: () => false,
  isState: (words) => STATE.test(words.trim()) || QUANTITY.test(words.trim()),
  ruleMark: /\b(?:one|considered|before|confirmation|never|not|no|cannot|must|only|if|refuse)\b|n't\b/i,
  rules: [
    [
      'one-at-a-time',
      /\bone (?:[\w-]+ )?(?:[\w-]+ )?(?:call |number |change |request |order )?at a time\b|\bonly one [\w ]{2,30} at a time\b/i,
    ],
    [
      'confirm',
      /^before (?:any|making any|each|every|taking|changing|you )[^.]*\b(?:yes|confirm\w*|consent|permission|approval)\b|\b(?:explicit|user|customer)(?:'s)? (?:user )?confirmation\b[^.]*\bbefore\b/i,
    ],
    [
      'never',
      /^(?:(?:you|agents?|staff|we|the agent|it|they|customers?|nobody|no one|the \w+)\s+)?(?:never\b|do not\b|don't\b|must not\b|mustn't\b|may not\b|should not\b|shouldn't\b|cannot\b(?! be (?:found|reached|read|seen|opened|completed))|can't\b|must never\b|should never\b|are not allowed\b|is not allowed\b|under no circumstances\b|refuse (?:what|anything|requests?|all)\b|(?:if|when) [^,]{3,80}, (?:you|the agent|agents) (?:should|must|may) not\b|[\w ,()/-]{2,50} (?:is|are) not to be \w+ed\b|[\w ()/-]{2,50} (?:cannot|may not|must not) be (?!found|reached|opened|completed|verified|resolved|handled|fixed|identified|located|confirmed|restored|repaired)\w+ed\b|no (?:step|employee|agent|refund|one|staff)s? (?:may|must|should|can|is|are)\b)/i,
    ],
    [
      'must',
      /^(?:each|every) [\w ]{2,40} must (?:have|be|carry|include|contain)\b|^all [\w ]{2,30} must (?:come|have|comply|go through|include|meet|contain|carry)\b|^(?:you|the agent|agents) must (?:only |always )?(?:use the (?:provided|given|available)|comply|obey|respect|adhere)\b|^[\w ]{2,80} should (?:always |never )?be considered\b/i,
    ],
    [
      'only-if',
      /^only [\w ]{2,40} (?:can|may)\b|^[\w ]{2,40} can only be\b|^(?!otherwise|else)(?:[\w ]{2,60}\s)?(?:can|may|is|are)(?: only)? (?:be )?[\w ]{0,30}(?:only if|if any of the following|only when)\b|^(?!otherwise|else)(?:[\w ]{2,60}\s)?(?:can|may) only (?:be )?[\w ]{2,40}\b(?:if|when)\b/i,
    ],
  ],
  actionBreak:
    /,\s+(?:and\s+)?(?:then\s+)?(?=(?:go|goto|proceed|continue|skip|return|stop|end|close|transfer|escalate|hand|repeat|retry|try again|jump)\b)|\s+and\s+(?:then\s+)?(?=(?:stop|end|go (?:back )?to|goto|proceed|transfer|escalate|hand (?:over|off|it)|continue|skip|return to|repeat|retry|try again|close (?:the|this) (?:case|ticket|call|chat|request|conversation|matter|order|issue|incident|claim)|come back)\b)|;\s+|(?<!\b(?:will|must|should|shall)),?\s+then\s+/gi,
  controlMark:
    /^(?:please|try|re-?check|keep|do|start|carry|next|nothing|stop|end|finish|exit|quit|abort|conclude|terminate|leave|the|this|that|no|you|we|done|close|resolve|deny|refuse|reject|decline|cannot|connect|put|get|fetch|call|contact|page|notify|alert|inform|see|follow|use|open|take)\b|\b(?:restart|repeat|retry|loop|until|till|each|every|all|go|goes|proceed|continue|move|skip|jump|return|back|resume|advance|start again|redo|come|escalate|hand|pass|rout|forward|refer|transfer)/i,
  continues:
    /^(?:(?:please\s+)?(?:continue|proceed|go on|carry on|move on)(?:\s+(?:to|with) the next (?:step|one)|\s+as (?:usual|normal|planned)|\s+with the (?:process|procedure)|\s+below)?|(?:go|move|proceed|continue) to the next step|next step|(?:come|go|return) back(?: here)?|nothing(?: else)? (?:to do|needed))$/i,
  hardEnd:
    /^(?:please\s+)?(?:stop|end|finish|exit|quit|abort|conclude|terminate)(?:\s+(?:here|there|now|immediately))?$|^(?:end|stop|finish|conclude|terminate|leave|exit|abort)\s+(?:(?:the|this|your)\s+)?(?:\w+\s+)?(?:procedure|process|workflow|flow|conversation|chat|call|session|case|processing)(?:\s+(?:here|there|now|politely))?$|^(?:the|this) (?:procedure|process|conversation|call|case|flow|matter) (?:ends|is (?:over|closed|finished|complete|done))(?:\s+here)?$|^no (?:further|more) (?:action|steps?)(?: (?:is|are) (?:needed|required|necessary|taken))?$|^(?:you are |we are )?done$|^(?:that|this) is (?:all|the end)$/i,
  softEnd:
    /^(?:close|conclude|resolve)\s+(?:the|this)\s+(?:\w+\s+)?(?:case|ticket|call|chat|request|matter|issue|order|incident|claim)\b|^(?:deny|refuse|reject|decline)\b|^the [\w ]{2,30} is (?:cancel+ed|closed|refused|denied|rejected|declined)$|^(?:you |the agent )?cannot help\b/i,
  hardHandoff:
    /^(?:transfer|hand|pass|connect|put)\s+(?:the |this |him|her|them|it)(?:call|caller|customer|case|patient|guest|user|chat|passenger|matter)?\s*(?:over |through )?to\b|\bescalate\b(?!d)|\b(?:transfer|transferred|hand(?:ed)? (?:over|off)|pass(?:ed)?(?: \w+){0,3} on|route[ds]?|forward(?:ed)?|refer(?:red)?)\b(?:\s+(?:the|this|it|him|her|them|a|an|your|caller|customer|user|guest|case|ticket|call|issue|matter|request|patient|claim|chat|conversation|employee)){0,3}\s+(?:over\s+)?to\s+(?:an?\s+|the\s+|your\s+|our\s+)?(?:\w+[\s-]){0,2}(?:human|person|agents?|supervisor|manager|technician|team|specialist|department|staff|colleague|desk|office|doctor|nurse|engineer|expert|officer|lead|level|tier|support|hr|legal|police|security|bank|finance|billing|line)\b|^(?:hand over|hand off|transfer)$|^hand (?:it |him |her |them |the \w+ )?(?:over|off) to\b|\ba transfer is needed\b|^(?:get|fetch) (?:a|the|your) (?:supervisor|manager)\b/i,
  softHandoff:
    /^(?:call|contact|page|notify|alert|inform)\s+(?:an?\s+|the\s+|your\s+)?(?:\w+[\s-]){0,2}(?:supervisor|manager|technician|security|police|ambulance|fire brigade|doctor|emergency services|on-call \w+|duty \w+|engineer|specialist)(?=$|\s+(?:at|on|at once|immediately|now|right away)\b)/i,
  loop: /^(?:please\s+)?(?:repeat|try again|retry|loop|re-?check|keep (?:trying|asking|repeating)|do (?:this|so|it) again|start (?:over|again))\b|\b(?:try|call|ask|check|test|measure|do (?:it|this)) again\b.*\buntil\b|\brepeat\b.*\buntil\b/i,
  until: /\b(?:until|till)\s+(.+?)$/i,
  each: /^for (?:each|every|all)\s+([^,\s][^,]{1,59}?)(?:,\s+|\s(?=ask|call|check|send|do|repeat)\b)|\bfor each\s+([^,\s][^,]{1,39})$/i,
  times:
    /\b(?:at most|up to|no more than|a maximum of|maximum)?\s*(once|twice|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})(?:\s+(?:more\s+)?(?:times?|attempts?|retries|tries)\b|(?<=once|twice)\b)/i,
  jump: /\b(?:restart|go|goes|goto|proceed|continue|move|skip|jump|return|back|resume|advance|start again|repeat|redo|come back|loop)\b(?:\s+(?:on|ahead|back|straight|directly|again|over))*(?:\s+(?:to|with|at|from)|\s*(?:→|->|=>))?\s+(?:the\s+)?(?:steps?\s+|section\s+|item\s+|point\s+)?(\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]\.\d{1,2}|[a-zA-Z](?=\)))(?![\w%]|\s*(?:times|minutes|hours|days|more|weeks|or|more))\)?/i,
  backJump: /\b(?:back|restart|return|repeat|again|redo)\b/i,
  parallel: /\b(?:in parallel|meanwhile|at the same time|simultaneously)\b/i,
};
