import { InvalidArgumentError } from 'commander';
import { defineMessages, renderMessage } from '../core/index.ts';
import type { CliIo } from './io.ts';

const say = defineMessages({
  badNumber: {
    en: 'expected a number of at least {minimum}, got "{value}"',
    'zh-CN': '应为不小于 {minimum} 的数字，收到的是“{value}”',
  },
});

/** Gathers the values of an option that can be given several times. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Reads the number of an option. */
export function numberFrom(minimum: number, isInteger: boolean, io: CliIo): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (number >= minimum && Number.isFinite(number) && (!isInteger || Number.isInteger(number))) return number;
    throw new InvalidArgumentError(renderMessage(say('badNumber', { minimum, value }), io.language));
  };
}
