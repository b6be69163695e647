import { CHINESE_VERBS, type WorkKind, workKindsOf } from './workKinds.ts';

/** What is done, and to what: `Query the order` finds an order. */
export interface Work {
  /** What the first verb does; empty where no verb is known. */
  readonly kinds: ReadonlySet<WorkKind>;
  /** English words without their endings, and pairs of Chinese characters. */
  readonly objects: ReadonlySet<string>;
}

const STOP = new Set(
  (
    'the and for with that this from then are was has have will can may not you your they them their into out about ' +
    'any all its his her our one again please use using via first next when whether which what where who via per over ' +
    'customer user client caller system tool information details data new given current'
  ).split(' '),
);

const CHINESE_STOP =
  /客户|用户|顾客|信息|系统|工具|相关|当前|对应|通过|使用|调用|根据|按照|一下|以及|[的了和与及在中里用将把为并等该其向给对从按所是否有无先再后]/gu;

/** How many words a text may have before its verb: `then use the app to look up …`. */
const WORDS_BEFORE_VERB = 6;
const CHARACTERS_BEFORE_VERB = 14;

/** Reads what a step or the description of a tool says is done. */
export function workOf(text: string): Work {
  const lower = text.toLowerCase();
  const words = lower.match(/[a-z]{2,}/g) ?? [];
  const chinese = lower.match(/\p{Script=Han}+/gu)?.join(' ') ?? '';
  const verb = words.slice(0, WORDS_BEFORE_VERB).find((word, at) => isVerb(word, words[at - 1]));
  const chineseVerb = firstVerb(chinese.slice(0, CHARACTERS_BEFORE_VERB));
  const isChinese = chinese.length * 2 > words.length;
  const kinds = workKindsOf((isChinese ? (chineseVerb ?? verb) : (verb ?? chineseVerb)) ?? '');
  return { kinds, objects: new Set([...englishObjects(words, verb), ...chineseObjects(chinese)]) };
}

const DETERMINER = /^(?:the|an?|this|that|their|his|her|its|your|our|any|all|each|every|no)$/;

/** `the order` is a thing, whatever `to order` is. */
function isVerb(word: string, before: string | undefined): boolean {
  return workKindsOf(word).size > 0 && !(before !== undefined && DETERMINER.test(before));
}

function firstVerb(text: string): string | undefined {
  let first: { readonly at: number; readonly verb: string } | undefined;
  for (const verb of CHINESE_VERBS) {
    const at = text.indexOf(verb);
    if (at !== -1 && (first === undefined || at < first.at)) first = { at, verb };
  }
  return first?.verb;
}

function englishObjects(words: readonly string[], verb: string | undefined): readonly string[] {
  return words.filter((word) => word.length > 2 && !STOP.has(word) && word !== verb).map(stem);
}

/** `technicians` and `technician`, `booking` and `booked`. */
function stem(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/, '');
}

const VERBS = new RegExp(CHINESE_VERBS.filter(({ length }) => length > 1).join('|'), 'gu');

function chineseObjects(text: string): readonly string[] {
  const runs = text.replace(VERBS, ' ').replace(CHINESE_STOP, ' ').split(' ');
  return runs.flatMap((run) => Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2)));
}
