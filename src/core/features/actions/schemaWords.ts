import { defineMessages, type Language, renderMessage } from '../../l10n/messages.ts';

const say = defineMessages({
  schema: { en: "[{names}'s schema, omitted]", 'zh-CN': '[{names} 的 schema，略]' },
});

/** The words of an API schema block that name tools instead of repeating their schemas. */
export function schemaWords(names: readonly string[], language: Language): string {
  return renderMessage(say('schema', { names }), language);
}
