import { defineMessages } from '../l10n/messages.ts';
import type { ConflictMarker } from './lineScan.ts';
import type { TreeProblem } from './tree.ts';

const say = defineMessages({
  conflict: {
    en: 'A merge left this conflict in the file; keep one of its sides.',
    'zh-CN': '文件中留有未解决的合并冲突，请只保留其中一方。',
  },
  conflictEnd: {
    en: 'This conflict marker was left over from a merge.',
    'zh-CN': '这是合并后遗留的冲突标记。',
  },
  replaced: {
    en: 'Characters were lost when this text was read in the wrong encoding ({count} in all); save the file as UTF-8.',
    'zh-CN': '文本曾以错误的编码读取，丢失了字符（共 {count} 处）；请将文件保存为 UTF-8。',
  },
  gb18030: {
    en: 'UTF-8 text was read as GB18030 here; open the file again as UTF-8.',
    'zh-CN': '此处的 UTF-8 文本被当作 GB18030 读取，出现了乱码；请以 UTF-8 重新打开文件。',
  },
  latin1: {
    en: 'UTF-8 text was read as Latin-1 here; open the file again as UTF-8.',
    'zh-CN': '此处的 UTF-8 文本被当作 Latin-1 读取，出现了乱码；请以 UTF-8 重新打开文件。',
  },
});

/** One problem a conflict, from its first marker to its last. */
export function conflictProblems(markers: readonly ConflictMarker[], text: string): readonly TreeProblem[] {
  const problems: TreeProblem[] = [];
  let open: ConflictMarker | undefined;
  for (const marker of markers) {
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

/** What UTF-8 text turns into when it is read in another encoding; each pattern is found by plain search. */
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

/** A rare character may stand alone; two of the kind are no accident. */
function repeated(text: string, needles: readonly string[]): { start: number; end: number } | undefined {
  for (const needle of needles) {
    const start = text.indexOf(needle);
    if (start !== -1 && text.includes(needle, start + needle.length)) return { start, end: start + needle.length };
  }
  return undefined;
}
