import type { TextRange } from '../text/range.ts';
import type { Step } from './procedure.ts';

/** A tool's name, with the brackets of a call allowed behind it. */
const NAME = /^([\p{L}_][\p{L}\p{N}_.-]*)(?:\(.*\))?$/u;
const CODE_SPAN = /`([^`\n]{1,200})`/g;
const LINK = /(!?)\[([^[\]\n]{1,200})\]\(([^()\s]{0,500})[^()\n]{0,200}\)/g;
const TOOL_FILE = /(?:^|\.(?:json|ya?ml))(?:#.*)?$/i;

/** The tools that a step names in backticks or in links to a tool file. */
export function toolsNamed(text: string, content: TextRange): Step['tools'] {
  const words = text.slice(content.start, content.end);
  const tools: { readonly name: string; readonly range: TextRange }[] = [];
  const add = (written: string, at: number) => {
    const name = NAME.exec(written.trim())?.[1];
    if (name === undefined || tools.some((tool) => tool.range.start === at)) return;
    const start = content.start + at + written.indexOf(name);
    tools.push({ name, range: { start, end: start + name.length } });
  };
  for (const { 1: name = '', index } of words.matchAll(CODE_SPAN)) add(name, index + 1);
  for (const { 1: image, 2: label = '', 3: target = '', index } of words.matchAll(LINK)) {
    if (image === '' && !label.includes('`') && TOOL_FILE.test(target)) add(label, index + 1);
  }
  return tools.sort((a, b) => a.range.start - b.range.start);
}

const CLAUSE_START = String.raw`(?:^|[\s，,。；;：:、（(—-])`;
const CHINESE_CONDITION = new RegExp(
  String.raw`${CLAUSE_START}((?:如果|假如|倘若|若是|若|一旦|除非|如(?=[需遇有未无已果]))[^，,。；;：:\n]{1,200}|当[^，,。；;：:\n]{1,100}?时)`,
  'u',
);
const ENGLISH_CONDITION = new RegExp(
  String.raw`${CLAUSE_START}((?:if|when|unless|in case|once|whenever)\s[^,.;:\n]{1,300}?)(?=\s*(?:[,.;:\n]|\bthen\b|$))`,
  'iu',
);

/** The condition of a step, from its conjunction to the end of its clause. */
export function conditionOf(text: string, content: TextRange): TextRange | undefined {
  const words = text.slice(content.start, content.end);
  const found = [CHINESE_CONDITION.exec(words), ENGLISH_CONDITION.exec(words)]
    .flatMap((match) => (match?.[1] === undefined ? [] : [{ clause: match[1].trimEnd(), match }]))
    .map(({ clause, match }) => ({ clause, at: match.index + match[0].indexOf(clause) }))
    .sort((a, b) => a.at - b.at)[0];
  if (found === undefined) return undefined;
  const start = content.start + found.at;
  return { start, end: start + found.clause.length };
}
