import { defineMessages, type Message } from '../../core/index.ts';

const say = defineMessages({
  unknownPlace: {
    en: 'The prompt template {template} names {{{place}}}, which does not exist. Known are: {known}.',
    'zh-CN': '提示词模板 {template} 用到了不存在的 {{{place}}}。可用的有：{known}。',
  },
  unbalanced: {
    en: 'The prompt template {template} opens or closes the section {place} without its counterpart.',
    'zh-CN': '提示词模板 {template} 中的段落 {place} 没有成对开闭。',
  },
});

/** A stretch of a prompt. `kept` is passed on as it is; everything else goes through the mask. */
export interface PromptPart {
  readonly text: string;
  readonly kept: boolean;
}

/** What a place of a template stands for. Absent or empty text makes its sections disappear. */
export type TemplateValues = Readonly<Record<string, string | PromptPart | undefined>>;

const tag = /\{\{([#/]?)([\w-]+)\}\}/g;

/**
 * Fills a template in. `{{name}}` is a value; `{{#name}}…{{/name}}` stays only if the value is there. A line that
 * held nothing but section marks leaves no blank line behind.
 */
export function fillTemplate(template: string, values: TemplateValues): readonly PromptPart[] {
  const parts: PromptPart[] = [];
  const open: boolean[] = [];
  const push = (part: PromptPart): void => {
    if (!open.includes(false) && part.text !== '') parts.push(part);
  };
  const text = template.replace(/^([ \t]*\{\{[#/][\w-]+\}\}[ \t]*)+\r?\n/gm, (line) => line.trim());
  let from = 0;
  for (const match of text.matchAll(tag)) {
    push({ text: text.slice(from, match.index), kept: false });
    from = match.index + match[0].length;
    const [, mark, name = ''] = match;
    const value = partOf(values[name]);
    if (mark === '#') open.push(value.text !== '');
    else if (mark === '/') open.pop();
    else push(value);
  }
  push({ text: text.slice(from), kept: false });
  return parts;
}

/** What is wrong with a template that somebody changed. */
export function templateProblems(name: string, template: string, known: readonly string[]): readonly Message[] {
  const problems: Message[] = [];
  const open: string[] = [];
  for (const [, mark, place = ''] of template.matchAll(tag)) {
    if (!known.includes(place)) problems.push(say('unknownPlace', { template: name, place, known }));
    if (mark === '#') open.push(place);
    if (mark === '/' && open.pop() !== place) problems.push(say('unbalanced', { template: name, place }));
  }
  return [...problems, ...open.map((place) => say('unbalanced', { template: name, place }))];
}

function partOf(value: string | PromptPart | undefined): PromptPart {
  return typeof value === 'object' ? value : { text: value ?? '', kept: false };
}
