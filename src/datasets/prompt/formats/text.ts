import {
  defineMessages,
  type Message,
  type PrintStyle,
  printShots,
  renderMessage,
  type ShotDraft,
  type Tool,
} from '../../../core/index.ts';
import type { PromptContent, PromptFormat, PromptTexts } from '../promptFormat.ts';

const say = defineMessages({
  tools: { en: 'Tools', 'zh-CN': '工具' },
  examples: { en: 'Examples', 'zh-CN': '示例' },
  example: { en: 'Example {number}', 'zh-CN': '示例 {number}' },
  request: { en: 'Request', 'zh-CN': '用户请求' },
});

/** How a text format writes headings, labels and the place of the request. */
export interface TextForm {
  readonly heading: (level: 1 | 2, text: string) => string;
  readonly withStyle: (style: PrintStyle) => PrintStyle;
  /** What replaces the request while there is none; undefined: the prompt ends before the request. */
  readonly placeholder: string | undefined;
  /** Keeps the author's text from being read as something else. */
  readonly escape: (text: string) => string;
  readonly extension: PromptFormat['extension'];
}

const asWritten = (text: string): string => text;

export const MARKDOWN: TextForm = {
  heading: (level, text) => `${'#'.repeat(level)} ${text}`,
  withStyle: (style) => style,
  placeholder: undefined,
  escape: asWritten,
  extension: 'md',
};

/** A format of text: headings, the definitions of the tools, the shots as they are in the document, the request. */
export function createTextFormat(form: TextForm): PromptFormat {
  return { write: (content) => writeTexts(content, form), join: joinTexts, extension: form.extension };
}

export const markdown = createTextFormat(MARKDOWN);

/** Without Markdown: labels and headings end with a colon. */
export const plainText = createTextFormat({
  ...MARKDOWN,
  heading: (_level, text) => (/[a-z\d]$/i.test(text) && !/\p{Script=Han}/u.test(text) ? `${text}:` : `${text}：`),
  withStyle: (style) => ({ ...style, decoration: 'plain', boldSpan: undefined }),
  extension: 'txt',
});

function writeTexts(content: PromptContent, form: TextForm): PromptTexts {
  const { language, request } = content;
  const title = (level: 1 | 2, message: Message) => form.heading(level, renderMessage(message, language));
  const style: PrintStyle = { ...form.withStyle(content.style), escapes: false };
  const asked = request === undefined ? form.placeholder : form.escape(request);
  return {
    system: section(form.escape(content.system.trim())),
    tools: content.tools.length === 0 ? '' : section(title(1, say('tools')), ...content.tools.map(toToolText(form))),
    intro: content.shots.length === 0 ? '' : section(title(1, say('examples'))),
    shots: content.shots.map(({ draft }, index) => {
      const heading = title(2, say('example', { number: index + 1 }));
      return section(heading, form.escape(printShots([draft], style).trimEnd()));
    }),
    request: asked === undefined ? '' : section(title(1, say('request')), toRequest(asked, content, style)),
  };
}

/** The paragraphs, each followed by a blank line. */
function section(...paragraphs: readonly string[]): string {
  return paragraphs
    .filter((text) => text !== '')
    .map((text) => `${text}\n\n`)
    .join('');
}

function toToolText({ heading, escape: toPlain }: TextForm): (tool: Tool) => string {
  return ({ name, description, parameters }) => {
    const lines = [description, JSON.stringify(parameters)].filter((line) => line !== '');
    return `${heading(2, name)}\n\n${toPlain(lines.join('\n'))}`;
  };
}

/** The request with the label that the shots have. */
function toRequest(request: string, { shots }: PromptContent, style: PrintStyle): string {
  const draft: ShotDraft = { request, style: shots[0]?.draft.style, rounds: [] };
  return printShots([draft], style).trimEnd();
}

function joinTexts({ system, tools, intro, shots, request }: PromptTexts): string {
  return `${[system, tools, intro, ...shots, request].join('').trimEnd()}\n`;
}
