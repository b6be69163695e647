/** A kind of wording that texts for users must not use, and the plain term to use instead. */
export interface BannedWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** English: old jargon of this project, and sentences that are hard to understand. */
const ENGLISH: readonly BannedWord[] = [
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix, repair' },
  { pattern: /\b(?:is|are|was|were) wanted\b/i, instead: 'expected' },
  { pattern: /\btold of\b|\bis told by\b/i, instead: 'reported' },
  {
    pattern: /\bst(?:ands?|ood) (?:behind|before|for|beside|alone|in|at|there|here)\b/i,
    instead: 'is, means, follows',
  },
  { pattern: /\b(?:may|must|can|could|should) stand\b/i, instead: 'is allowed, must be' },
  { pattern: /\bseams?\b/i, instead: 'prefix, delimiter' },
  { pattern: /\bsurvey(?:s|ed)?\b/i, instead: 'index' },
  { pattern: /\bhabits?\b/i, instead: 'detected style' },
  { pattern: /\bwears?\b/i, instead: 'matches' },
  { pattern: /\bdressed\b|\bin other dress\b/i, instead: 'format' },
  { pattern: /\bpass(?:es|ed|ing) over\b/i, instead: 'skip' },
  { pattern: /\blayer cakes?\b|\bcakes?\b/i, instead: 'layer map' },
  { pattern: /\bsauced?\b/i, instead: 'adapted' },
  { pattern: /\bright behind\b|\b(?:comes?|goes|follows?) (?:right )?behind\b/i, instead: 'after' },
  { pattern: /\bgo(?:es)? before\b/i, instead: 'takes precedence' },
  { pattern: /\bgiv(?:es?|ing) back\b|\bgave back\b/i, instead: 'return' },
  { pattern: /\bforgets?\b/i, instead: 'reset, delete' },
  { pattern: /\bone's own\b/i, instead: 'your own' },
  { pattern: /\bmade[- ]up\b/i, instead: 'fictitious' },
  {
    pattern: /\bone \w+ a (?:file|line|shot|document|row|tool)\b|\bonce a (?:file|shot|document|tool)\b/i,
    instead: 'per',
  },
  { pattern: /(?<!\bthere )\b(?:is|are) no (?!longer\b|more\b|less\b|different\b)[\w`]/i, instead: 'is not a' },
  { pattern: /\bcannot be had\b|\bcan be had\b/i, instead: 'is available' },
  { pattern: /\b(?:what|whatever) is taught\b/i, instead: "the example's meaning" },
];

/** Chinese: word-by-word translations, and terms that differ from VS Code's Chinese interface. */
const CHINESE: readonly BannedWord[] = [
  { pattern: /教授|教的内容|教不了|教不会/u, instead: '覆盖、学习' },
  { pattern: /修好|改好/u, instead: '修复' },
  { pattern: /逐位一致/u, instead: '完全一致' },
  { pattern: /词元/u, instead: 'token' },
  { pattern: /打码/u, instead: '脱敏' },
  { pattern: /习惯/u, instead: '检测到的风格' },
  { pattern: /蛋糕/u, instead: '层结构图' },
  { pattern: /代码透镜/u, instead: 'CodeLens' },
  { pattern: /密钥库/u, instead: '密钥环' },
  { pattern: /跳转到定义/u, instead: '转到定义' },
  { pattern: /屏蔽/u, instead: '禁用' },
  { pattern: /划线的/u, instead: '带波浪线的' },
  { pattern: /撤销/u, instead: '撤消' },
  { pattern: /站在|穿着/u, instead: '位于' },
];

/** A use of a banned word. */
export interface BannedUse {
  readonly found: string;
  readonly instead: string;
}

/** The banned words in a text. Code, quoted text and placeholders are skipped, because they are not our wording. */
export function bannedUses(text: string): readonly BannedUse[] {
  const prose = proseOf(text);
  return [...ENGLISH, ...CHINESE].flatMap(({ pattern, instead }) => {
    const match = pattern.exec(prose);
    return match === null ? [] : [{ found: match[0], instead }];
  });
}

/** What must be skipped, the longest constructs first. */
const SKIPPED: readonly RegExp[] = [
  /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1/gm,
  /<!--[\s\S]*?-->/g,
  /(`+)[^`][\s\S]*?\1/g,
  /\]\([^)\n]*\)/g,
  /"[^"\n]{1,200}"/g,
  /“[^”\n]{1,200}”/g,
  /「[^」\n]{1,200}」/g,
  /\{\w+\}/g,
];

function proseOf(text: string): string {
  return SKIPPED.reduce((prose, pattern) => prose.replace(pattern, ' … '), text);
}
