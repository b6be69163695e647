import { createTextFormat, MARKDOWN } from './text.ts';

/**
 * Two opening braces begin a variable in Dify (`{{#sys.query#}}`, `{{name}}`) and Coze (`{{input}}`), and neither has an
 * escape for them. With a space between the braces, the author's text stays text.
 */
const withoutVariables = (text: string): string => text.replace(/\{(?=\{)/g, '{ ');

/** For the prompt of a Dify app: the request is the variable of what the user enters. */
export const dify = createTextFormat({ ...MARKDOWN, placeholder: '{{#sys.query#}}', escape: withoutVariables });

/** For the prompt of a Coze model node: the request is the node's input variable. */
export const coze = createTextFormat({ ...MARKDOWN, placeholder: '{{input}}', escape: withoutVariables });
