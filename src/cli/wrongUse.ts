import type { CommanderError } from 'commander';
import { defineMessages, type Message, verbatim } from '../core/index.ts';
import { UsageError } from './usageError.ts';

const say = defineMessages({
  unknownOption: { en: 'there is no option {name}', 'zh-CN': '没有选项 {name}' },
  unknownCommand: { en: 'there is no command {name}', 'zh-CN': '没有命令 {name}' },
  missingArgument: { en: '{name} is missing', 'zh-CN': '缺少 {name}' },
  optionMissingArgument: { en: '{name}: a value is missing', 'zh-CN': '{name}：缺少取值' },
  missingMandatoryOptionValue: { en: 'the option {name} is missing', 'zh-CN': '缺少选项 {name}' },
  invalidArgument: { en: '{name}: {reason}', 'zh-CN': '{name}：{reason}' },
  choices: { en: '"{value}" is none of {choices}', 'zh-CN': '“{value}”不在可选值 {choices} 之中' },
  excessArguments: { en: 'there are too many arguments', 'zh-CN': '参数过多' },
  meant: { en: '{message}; did you mean {name}?', 'zh-CN': '{message}，是不是想写 {name}？' },
  wrongUse: { en: '{reason} [{code}]\n', 'zh-CN': '{reason} [{code}]\n' },
  failure: { en: 'sop-shots: {message}', 'zh-CN': 'sop-shots：{message}' },
});

type Known = 'unknownOption' | 'unknownCommand' | 'missingArgument' | 'optionMissingArgument';
const NAMED: readonly string[] = [
  'unknownOption',
  'unknownCommand',
  'missingArgument',
  'optionMissingArgument',
  'missingMandatoryOptionValue',
] satisfies readonly (Known | 'missingMandatoryOptionValue')[];

/** What was wrong with a command line, as a line for standard error, with a code that stays. */
export function wrongUse(error: CommanderError | UsageError): Message {
  const { reason, code } = error instanceof UsageError ? error : { reason: reasonOf(error), code: idOf(error) };
  return say('failure', { message: say('wrongUse', { reason, code }) });
}

/** `commander.unknownOption` is `unknown-option`. */
function idOf({ code }: CommanderError): string {
  return keyOf(code).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function keyOf(code: string): string {
  return code.replace('commander.', '');
}

/** The parser of the command line speaks English only; its sentences are built from a name and a suggestion. */
function reasonOf({ code, message }: CommanderError): Message {
  const key = keyOf(code);
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggestion = /Did you mean (?:one of )?(.*)\?/.exec(message)?.[1];
  if (key === 'invalidArgument') return say('invalidArgument', { name, reason: invalidReason(message) });
  if (key === 'excessArguments') return say('excessArguments');
  const told = NAMED.includes(key) ? say(key as Known, { name }) : verbatim(message.replace(/^error: /, ''));
  return suggestion === undefined ? told : say('meant', { message: told, name: suggestion });
}

function invalidReason(message: string): Message {
  const [, value = '', reason = message] = /argument '(.*)' is invalid\. (.*)$/s.exec(message) ?? [];
  const choices = /^Allowed choices are (.*)\.$/.exec(reason)?.[1];
  return choices === undefined ? verbatim(reason) : say('choices', { value, choices });
}
