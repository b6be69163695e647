/** True if words end in a colon, which may be set in bold. */
export function endsWithColon(words: string): boolean {
  let end = words.trimEnd().length;
  while (words[end - 1] === '*') end--;
  return words[end - 1] === ':' || words[end - 1] === '：';
}

const BRANCH =
  /^\**(?:(?:and |but |or )?(?:if|when(?! (?:to|\w+ing)\b)|once|unless|in case|in the event|otherwise|else|where|option|case)\b|(?:problem|scenario|situation)\s?[:–—]\**\s|(?:for|on) (?!(?:each|every|all|any|example|instance|more|this|that|these|those|reference|best)\b)[^:.\n]{3,60}:\**$|(?:p|sev|severity|priority)[ -]?\d\b[^:.\n]{0,30}:\**$|[^:.(\n]{1,40} \((?:if|when) [^()\n]{3,60}\)\**:\**$|如果|若|如(?![下图上何])|当|否则|一旦|情况[一二三四五\d])/i;

/** True if a line that ends in a colon opens a branch: `**If the lamp is off:**`. */
export function opensBranch(words: string): boolean {
  return BRANCH.test(words);
}

const NAMED_ACTION = /^\**(?:actions?|response|solution|fix|resolution|remedy)\**:\**[ \t]+\S/i;

/** `**Action:** Restart it.` below a case says what is done there. */
export function opensAction(words: string): boolean {
  return NAMED_ACTION.test(words);
}

const BRACKETED_BRANCH = /^[(（](?:if|when|unless|如果|若)\s?\S/i;

/** `(If they named a time, write it down.)` on a line of its own. */
export function opensBracketedBranch(words: string): boolean {
  return BRACKETED_BRANCH.test(words);
}

const NOTE =
  /^[>\s*]*(?:[【[（(](?:注意|备注|说明|提示|重要|特别提醒)[^】\])）\n]{0,6}[】\])）]|(?:需要?)?(?:特别)?注意的是|(?:特别|温馨|重要)?(?:注意|备注|说明|提示|提醒|注|附注)(?:事项)?\**\s*[:：])/u;
/** Admonitions of MkDocs, GitHub and Docusaurus. */
const ADMONITION = /^[>\s]*(?:!!!\s?\w|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|:::\s?\w)/;
const ENGLISH_NOTE =
  /^[>\s*]*(?:note|notes|n\.b\.|important|remarks?|hint|tip|warning|caution|examples?|(?:root )?cause|why|rationale)\**\s*[:：]/i;

/** True if a line says itself that it is a note: `注意：`, `Note:`, `【注意】`. */
export function isNoteOpening(words: string): boolean {
  return NOTE.test(words) || ENGLISH_NOTE.test(words) || ADMONITION.test(words);
}

const RULE = /^[>\s*]*(?:(?:rule|规则)\**\s*[:：]\**\s*[^\s*:：]|(?:请|必须|须)?严格遵守)/iu;

/** True if a line says itself that it is a rule: `Rule: …`, `规则：…`. */
export function isRuleOpening(words: string): boolean {
  return RULE.test(words);
}

const SECTION =
  /^\**(?:when to (?:escalate|transfer|hand over|call for help)|escalations?|exceptions?|兜底|异常|异常情况|特殊情况|例外|注意事项)\**\s*[:：]\**$/iu;

/** True if a line of its own is the title of what follows, without a mark of a heading: `When to escalate:`. */
export function opensSection(words: string): boolean {
  return SECTION.test(words.trim());
}
