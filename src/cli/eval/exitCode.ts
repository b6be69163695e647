import { defineMessages } from '../../core/index.ts';
import type { EvaluationOutcome, Rate } from '../../evaluation/index.ts';
import { printMessage } from '../generation/connect.ts';
import type { EvalSession } from './evalSession.ts';

const say = defineMessages({
  below: {
    en: 'Call accuracy {value} % is below --min-call-accuracy {minimum} %.',
    'zh-CN': '调用准确率 {value}% 低于 --min-call-accuracy 的 {minimum}%。',
  },
  shotsBelow: {
    en: '{value} % of the shots were completed as written, below --min-call-accuracy {minimum} %.',
    'zh-CN': '按原样完成的示例占 {value}%，低于 --min-call-accuracy 的 {minimum}%。',
  },
});

/** Sets the exit code of a run: 2 if the server refuses, 1 if replies are missing or the rate is below the minimum. */
export function setExitCode(
  { flags, io }: EvalSession,
  { outcome, errors, rate }: { readonly outcome: EvaluationOutcome; readonly errors: number; readonly rate: Rate },
): void {
  if (outcome === 'failed') io.setExitCode(2);
  if (outcome === 'stopped' || errors > 0) io.setExitCode(1);
  const { minCallAccuracy: minimum } = flags;
  const { value = 0 } = rate;
  if (minimum === undefined || value >= minimum) return;
  const args = { value: (value * 100).toFixed(1), minimum: minimum * 100 };
  printMessage(io, say(flags.freeRun === true ? 'shotsBelow' : 'below', args));
  io.setExitCode(1);
}
