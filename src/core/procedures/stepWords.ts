import { allMatches } from '../text/matches.ts';
import type { TextRange } from '../text/range.ts';
import type { Step } from './procedure.ts';

/** A tool's name, with optional brackets of a call after it. */
const NAME = /^([\p{L}_][\p{L}\p{N}_.-]*)(?:\(.*\))?$/u;
const CODE_SPAN = /`([^`\n]{1,200})`/g;
const LINK = /(!?)\[([^[\]\n]{1,200})\]\(([^()\s]{0,500})(?:\s[^()\n]{0,200})?\)/g;
const TOOL_FILE = /^(?:#|$)|\.(?:json|ya?ml)(?:#|$)/i;

const NO_TOOLS: Step['tools'] = [];

/** The tools that a step names in backticks or in links to a tool file. */
export function toolsNamed(text: string, content: TextRange): Step['tools'] {
  const words = text.slice(content.start, content.end);
  if (!words.includes('`') && !words.includes('](')) return NO_TOOLS;
  const tools: { readonly name: string; readonly range: TextRange }[] = [];
  const add = (written: string, at: number) => {
    const name = NAME.exec(written.trim())?.[1];
    if (name === undefined || tools.some((tool) => tool.range.start === at)) return;
    const start = content.start + at + written.indexOf(name);
    tools.push({ name, range: { start, end: start + name.length } });
  };
  for (const { 1: name = '', index } of allMatches(CODE_SPAN, words)) add(name, index + 1);
  for (const { 1: image, 2: label = '', 3: target = '', index } of allMatches(LINK, words)) {
    if (image === '' && !label.includes('`') && TOOL_FILE.test(target)) add(label, index + 1);
  }
  return tools.sort((a, b) => a.range.start - b.range.start);
}
