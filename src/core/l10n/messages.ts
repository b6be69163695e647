/** The languages every message exists in. */
export type Language = 'en' | 'zh-CN';

/**
 * One text in every language. Places for arguments are written `{name}`. `{name|shot|shots}` is the first of two words
 * where the argument is 1, else the second: `{count} {count|shot|shots}`.
 */
export type Localized = Readonly<Record<Language, string>>;

/** A value that can be in a message: another message is rendered in the same language. */
export type MessageArgument = string | number | Message | readonly MessageArgument[];

/** A message that has not been rendered yet, so that its language can be chosen at the very end. */
export interface Message {
  readonly text: Localized;
  /** Values by the names in braces in the text. */
  readonly args?: Readonly<Record<string, MessageArgument>>;
}

/** Looks a message of one catalogue up by its key and binds its arguments. */
export type Say<Key extends string> = (key: Key, args?: Readonly<Record<string, MessageArgument>>) => Message;

/**
 * Defines a small catalogue of messages beside the code that speaks them. Both languages of a message are
 * together, so the compiler refuses a text that exists in one language only.
 */
export function defineMessages<Key extends string>(catalogue: Readonly<Record<Key, Localized>>): Say<Key> {
  return (key, args) => (args === undefined ? { text: catalogue[key] } : { text: catalogue[key], args });
}

/** A message whose text is the same in every language, such as a name or a piece of the user's own text. */
export function verbatim(text: string): Message {
  return { text: { en: '{text}', 'zh-CN': '{text}' }, args: { text } };
}

const PLACE = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;

/** Renders a message. An argument that the text names and the caller did not give stays visible as `{name}`. */
export function renderMessage(message: Message, language: Language): string {
  return message.text[language].replace(PLACE, (place, name: string, one?: string, other?: string) => {
    const argument = message.args?.[name];
    if (argument === undefined) return place;
    const text = renderArgument(argument, language);
    return one === undefined || other === undefined ? text : text === '1' ? one : other;
  });
}

function renderArgument(argument: MessageArgument, language: Language): string {
  if (typeof argument === 'string') return argument;
  if (typeof argument === 'number') return String(argument);
  if (isList(argument)) {
    return argument.map((item) => renderArgument(item, language)).join(language === 'zh-CN' ? '、' : ', ');
  }
  return renderMessage(argument, language);
}

function isList(argument: MessageArgument): argument is readonly MessageArgument[] {
  return Array.isArray(argument);
}

/** The language to speak for a setting or a locale such as `zh-hans-CN`; everything that is not Chinese is English. */
export function toLanguage(locale: string | undefined): Language {
  return locale !== undefined && /^zh(-|_|$)/i.test(locale) ? 'zh-CN' : 'en';
}

/** A whole number with its digits in groups of three, as both languages write them: `12,345`. */
export function groupDigits(value: number): string {
  return value.toLocaleString('en-US');
}
