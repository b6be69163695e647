import { defineMessages } from '../l10n/messages.ts';
import type { ConflictMarker } from './lineScan.ts';
import type { TreeProblem } from './tree.ts';

const say = defineMessages({
  conflict: {
    en: 'Unresolved merge conflict. Keep one of the two versions.',
    'zh-CN': '合并冲突尚未解决。请保留其中一个版本。',
  },
  conflictEnd: {
    en: 'Merge conflict marker without a conflict.',
    'zh-CN': '多余的合并冲突标记。',
  },
  replaced: {
    en: 'Characters were lost because the text was read with the wrong encoding ({count} in total). Save the file as UTF-8.',
    'zh-CN': '由于以错误的编码读取，文本丢失了字符（共 {count} 处）。请将文件保存为 UTF-8。',
  },
  gb18030: {
    en: 'UTF-8 text was read as GB18030. Reopen the file with UTF-8 encoding.',
    'zh-CN': 'UTF-8 文本被当作 GB18030 读取。请通过 UTF-8 编码重新打开文件。',
  },
  latin1: {
    en: 'UTF-8 text was read as Latin-1. Reopen the file with UTF-8 encoding.',
    'zh-CN': 'UTF-8 文本被当作 Latin-1 读取。请通过 UTF-8 编码重新打开文件。',
  },
});

/** The lines around an edit of a program's text, as coding agents write it: `<<<<<<< SEARCH`, `>>>>>>> REPLACE`. */
const EDIT_MARKER = /^(?:<{7} (?:SEARCH|ORIGINAL)|>{7} (?:REPLACE|UPDATED))[ \t]*$/;

/** One problem per conflict, from its first marker to its last. Search and replace blocks are none. */
export function conflictProblems(markers: readonly ConflictMarker[], text: string): readonly TreeProblem[] {
  const problems: TreeProblem[] = [];
  let open: ConflictMarker | undefined;
  for (const marker of markers) {
    if (EDIT_MARKER.test(text.slice(marker.start, marker.end))) continue;
    const character = text[marker.start];
    if (character === '<') {
      if (open !== undefined) problems.push(conflict(open, open));
      open = marker;
    } else if (character === '>') {
      if (open !== undefined) problems.push(conflict(open, marker));
      else problems.push({ ...marker, rule: 'merge-conflict', message: say('conflictEnd') });
      open = undefined;
    }
  }
  if (open !== undefined) problems.push(conflict(open, open));
  return problems;
}

function conflict(first: ConflictMarker, last: ConflictMarker): TreeProblem {
  return { start: first.start, end: last.end, rule: 'merge-conflict', message: say('conflict') };
}

/** What UTF-8 text looks like when it is read in another encoding. */
const REPLACEMENT = '\ufffd';
const GB18030_OF_REPLACEMENT = '锟斤拷';
/** The first two bytes of `。` and `，` in UTF-8, read as GB18030: characters too rare to be repeated in real text. */
const GB18030_MOJIBAKE = ['\u9286', '\u951b'] as const;
/** `’`, `“` and a Chinese comma in UTF-8, read as Latin-1 or Windows-1252. */
const LATIN1_MOJIBAKE = ['â€™', 'â€œ', 'ï¼Œ', 'ã€‚', 'ï¼\u008c', 'ã\u0080\u0082'] as const;
/** What these begin with, so that three searches do for six where a text has none of it. */
const LATIN1_BEGINNINGS = ['â€', 'ï¼', 'ã'] as const;

/** At most one problem of each kind, at its first place: a file has one encoding. */
export function encodingProblems(text: string): readonly TreeProblem[] {
  const problems: TreeProblem[] = [];
  const replaced = text.indexOf(REPLACEMENT);
  if (replaced !== -1) {
    const end = endOfRun(text, replaced, REPLACEMENT);
    problems.push({ start: replaced, end, rule: 'encoding', message: say('replaced', { count: countRuns(text) }) });
  }
  const gb18030 = firstOf(text, [GB18030_OF_REPLACEMENT]) ?? repeated(text, GB18030_MOJIBAKE);
  if (gb18030 !== undefined) problems.push({ ...gb18030, rule: 'encoding', message: say('gb18030') });
  const latin1 = firstOf(text, LATIN1_BEGINNINGS) && firstOf(text, LATIN1_MOJIBAKE);
  if (latin1 !== undefined) problems.push({ ...latin1, rule: 'encoding', message: say('latin1') });
  return problems;
}

function endOfRun(text: string, start: number, character: string): number {
  let end = start;
  while (text[end] === character) end++;
  return end;
}

function countRuns(text: string): number {
  let count = 0;
  for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, endOfRun(text, at, REPLACEMENT))) {
    count++;
  }
  return count;
}

function firstOf(text: string, needles: readonly string[]): { start: number; end: number } | undefined {
  for (const needle of needles) {
    const start = text.indexOf(needle);
    if (start !== -1) return { start, end: start + needle.length };
  }
  return undefined;
}

/** A rare character may occur once; two of them are no coincidence. */
function repeated(text: string, needles: readonly string[]): { start: number; end: number } | undefined {
  for (const needle of needles) {
    const start = text.indexOf(needle);
    if (start !== -1 && text.includes(needle, start + needle.length)) return { start, end: start + needle.length };
  }
  return undefined;
}
