import type { CommanderError } from 'commander';
import { defineMessages, escapeControls, type Language, type Message, renderMessage, verbatim } from '../core/index.ts';
import { UsageError } from './usageError.ts';

const say = defineMessages({
  unknownOption: { en: 'unknown option {name}', 'zh-CN': '没有选项 {name}' },
  unknownCommand: { en: 'unknown command {name}', 'zh-CN': '没有命令 {name}' },
  missingArgument: { en: '{name} is missing', 'zh-CN': '缺少 {name}' },
  optionMissingArgument: { en: '{name}: a value is missing', 'zh-CN': '{name}：缺少取值' },
  missingMandatoryOptionValue: { en: 'the option {name} is missing', 'zh-CN': '缺少选项 {name}' },
  invalidArgument: { en: '{name}: {reason}', 'zh-CN': '{name}：{reason}' },
  choices: { en: '"{value}" is not one of {choices}', 'zh-CN': '“{value}”不在可选值 {choices} 之中' },
  excessArguments: { en: 'too many arguments', 'zh-CN': '参数过多' },
  meant: { en: '{message}; did you mean {name}?', 'zh-CN': '{message}，是不是想写 {name}？' },
  failure: { en: 'sop-shots: {reason} [{code}]', 'zh-CN': 'sop-shots：{reason} [{code}]' },
});

type Known = 'unknownOption' | 'unknownCommand' | 'missingArgument' | 'optionMissingArgument';
const KEYS_WITH_NAME: readonly string[] = [
  'unknownOption',
  'unknownCommand',
  'missingArgument',
  'optionMissingArgument',
  'missingMandatoryOptionValue',
] satisfies readonly (Known | 'missingMandatoryOptionValue')[];

/** What is wrong, and a stable code for programs. */
export function describeUsageError(error: CommanderError | UsageError): Pick<UsageError, 'reason' | 'code'> {
  return error instanceof UsageError ? error : { reason: toReason(error), code: toErrorId(error) };
}

/** A usage error as one line for standard error, with a stable code. */
export function renderUsageError(error: CommanderError | UsageError, language: Language): string {
  const { reason, code } = describeUsageError(error);
  return `${escapeControls(renderMessage(say('failure', { reason, code }), language))}\n`;
}

/** `commander.unknownOption` is `unknown-option`. */
function toErrorId({ code }: CommanderError): string {
  return toMessageKey(code).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function toMessageKey(code: string): string {
  return code.replace('commander.', '');
}

/** The command-line parser has English messages only; they are rebuilt here from the name and the suggestion. */
function toReason({ code, message }: CommanderError): Message {
  const key = toMessageKey(code);
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggestion = /\n\(Did you mean (?:one of )?([^\n]*)\?\)$/.exec(message)?.[1];
  if (key === 'invalidArgument') return say('invalidArgument', { name, reason: invalidReason(message) });
  if (key === 'excessArguments') return say('excessArguments');
  const named = KEYS_WITH_NAME.includes(key) ? say(key as Known, { name }) : verbatim(message.replace(/^error: /, ''));
  return suggestion === undefined ? named : say('meant', { message: named, name: suggestion });
}

function invalidReason(message: string): Message {
  const [before, after] = ["argument '", "' is invalid. "];
  const from = message.indexOf(before) + before.length;
  const to = message.lastIndexOf(after);
  const isKnown = from >= before.length && to >= from;
  const value = isKnown ? message.slice(from, to) : '';
  const reason = isKnown ? message.slice(to + after.length) : message;
  const choices = /^Allowed choices are (.*)\.$/.exec(reason)?.[1];
  return choices === undefined ? verbatim(reason) : say('choices', { value, choices });
}
