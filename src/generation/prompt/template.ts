import { defineMessages, type Message } from '../../core/index.ts';

const say = defineMessages({
  unknownPlace: {
    en: 'The prompt template {template} uses {{{place}}}, which does not exist. Available: {known}.',
    'zh-CN': '提示词模板 {template} 用到了不存在的 {{{place}}}。可用的有：{known}。',
  },
  unbalanced: {
    en: 'The prompt template {template} has an unbalanced section {place}.',
    'zh-CN': '提示词模板 {template} 中的段落 {place} 没有成对开闭。',
  },
});

/** A part of a prompt. `kept` parts are not masked again. */
export interface PromptPart {
  readonly text: string;
  readonly kept: boolean;
}

/** Values of template placeholders. A missing or empty value removes its sections. */
export type TemplateValues = Readonly<Record<string, string | PromptPart | undefined>>;

const TEMPLATE_TAG = /\{\{([#/]?)([\w-]+)\}\}/g;

/**
 * Fills in a template. `{{name}}` is a value; `{{#name}}…{{/name}}` stays only if the value is there. A line with
 * only section tags leaves no blank line.
 */
export function fillTemplate(template: string, values: TemplateValues): readonly PromptPart[] {
  const parts: PromptPart[] = [];
  const open: boolean[] = [];
  const push = (part: PromptPart): void => {
    if (!open.includes(false) && part.text !== '') parts.push(part);
  };
  const text = template.replace(/^[ \t]*(?:\{\{[#/][\w-]+\}\}[ \t]*)+\r?\n/gm, (line) => line.trim());
  let from = 0;
  for (const match of text.matchAll(TEMPLATE_TAG)) {
    push({ text: text.slice(from, match.index), kept: false });
    from = match.index + match[0].length;
    const [, mark, name = ''] = match;
    const value = toPart(values[name]);
    if (mark === '#') open.push(value.text !== '');
    else if (mark === '/') open.pop();
    else push(value);
  }
  push({ text: text.slice(from), kept: false });
  return parts;
}

/** Problems of a customised template. */
export function findTemplateProblems(name: string, template: string, known: readonly string[]): readonly Message[] {
  const problems: Message[] = [];
  const open: string[] = [];
  for (const [, mark, place = ''] of template.matchAll(TEMPLATE_TAG)) {
    if (!known.includes(place)) problems.push(say('unknownPlace', { template: name, place, known }));
    if (mark === '#') open.push(place);
    if (mark === '/' && open.pop() !== place) problems.push(say('unbalanced', { template: name, place }));
  }
  return [...problems, ...open.map((place) => say('unbalanced', { template: name, place }))];
}

function toPart(value: string | PromptPart | undefined): PromptPart {
  return typeof value === 'object' ? value : { text: value ?? '', kept: false };
}
