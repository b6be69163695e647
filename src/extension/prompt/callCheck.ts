import { defineMessages } from '../../core/index.ts';
import { type ActualCall, printActualCall, printCallShot } from '../../evaluation/index.ts';
import type { PromptTrialCall } from '../../protocol/index.ts';
import type { TargetContext } from '../generation/run/targetContext.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  valid: { en: 'valid', 'zh-CN': '有效' },
  wrong: { en: 'wrong', 'zh-CN': '有误' },
  unread: { en: 'The arguments cannot be read.', 'zh-CN': '无法读取参数。' },
});

/** Checks the calls of a reply. */
export type CallCheck = (calls: readonly ActualCall[]) => Promise<readonly PromptTrialCall[]>;

/** Checks each call at its place in the document, once, however often the growing reply is read. */
export function createCallCheck(
  { service, t }: Session,
  { context, services }: TargetContext,
  request: string,
): CallCheck {
  const rules = new Set(service.rules.flatMap(({ group, id }) => (group === 'calls' ? [id] : [])));
  const known = new Map<string, Promise<PromptTrialCall>>();

  const findProblems = async (call: ActualCall, text: string): Promise<readonly string[]> => {
    if (call.values === undefined) return [t(say('unread'))];
    const shot = printCallShot(context, request, call);
    const line = shot.split('\n').findIndex((row) => row.includes(text));
    return (await services.check(shot))
      .filter(({ range, rule }) => rules.has(rule) && range.start.line === line)
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ message, rule }) => `${message} (${rule})`);
  };
  const check = async (call: ActualCall): Promise<PromptTrialCall> => {
    const text = printActualCall(call);
    const problems = await findProblems(call, text);
    return { text, problems, verdict: t(say(problems.length === 0 ? 'valid' : 'wrong')) };
  };
  const checkOnce = (call: ActualCall): Promise<PromptTrialCall> => {
    const key = `${call.name} ${call.text}`;
    const checked = known.get(key) ?? check(call);
    known.set(key, checked);
    return checked;
  };
  return (calls) => Promise.all(calls.map(checkOnce));
}
