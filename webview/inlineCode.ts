import { html, type TemplateResult } from 'lit-html';

/** A message whose names and values stand between backquotes. */
export function withCode(message: string): readonly (TemplateResult | string)[] {
  return message.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
