import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Round, Shot } from '../../model/model.ts';
import { isObservation } from '../../parser/roles.ts';
import { changesSomething, saysYes } from '../../procedures/confirmation.ts';
import type { FlowRule } from '../../procedures/flow/flow.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import { toolsNamed } from '../../procedures/stepWords.ts';
import { defineRule, type Report } from '../rule.ts';

const say = defineMessages({
  confirm: {
    en: '`{tool}` is called before the customer agreed. The procedure demands a confirmation first.',
    'zh-CN': '尚未得到客户确认就调用了 `{tool}`，而流程要求先确认。',
  },
  several: {
    en: 'The procedure allows one call at a time, but this round makes {count}.',
    'zh-CN': '流程规定一次只能调用一个工具，但这一轮有 {count} 个调用。',
  },
  never: { en: 'The procedure forbids calling `{tool}`.', 'zh-CN': '流程禁止调用 `{tool}`。' },
  rule: { en: 'The rule', 'zh-CN': '该规则' },
});

export const ruleBroken = defineRule({
  id: 'rule-broken',
  group: 'procedure',
  summary: { en: 'Shots must obey the rules of the procedure.', 'zh-CN': '示例必须遵守流程的规则。' },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document, procedures }, _options, report) => {
      for (const procedure of procedures) {
        for (const rule of procedure.flow.rules) {
          for (const shot of document.shots)
            for (const broken of brokenIn(shot, rule, procedure, document.text)) report(broken);
        }
      }
    },
  },
});

function brokenIn(shot: Shot, rule: FlowRule, procedure: Procedure, text: string): readonly Report[] {
  const related = [{ uri: procedure.uri, range: rule.range, message: say('rule') }];
  switch (rule.kind) {
    case 'one-at-a-time':
      return isAboutCalls(rule.text) ? severalCalls(shot).map((found) => ({ ...found, related })) : [];
    case 'confirm':
      return unconfirmed(shot, text).map((found) => ({ ...found, related }));
    case 'never':
      return forbidden(shot, rule, procedure).map((found) => ({ ...found, related }));
    default:
      return [];
  }
}

function isAboutCalls(text: string): boolean {
  return /\b(?:calls?|tools?|requests?)\b|调用|工具|请求/iu.test(text);
}

function severalCalls(shot: Shot): readonly Report[] {
  return shot.rounds.flatMap((round) => {
    const calls = callsOf(round);
    const second = calls[1];
    return second === undefined ? [] : [{ range: second.name, message: say('several', { count: calls.length }) }];
  });
}

function callsOf(round: Round) {
  return round.actions.flatMap(({ calls }: Block) => calls);
}

/** Calls that change something before anybody has said yes in this shot. */
function unconfirmed(shot: Shot, text: string): readonly Report[] {
  let hasYes = false;
  const found: Report[] = [];
  for (const round of shot.rounds) {
    for (const call of callsOf(round)) {
      if (hasYes || !changesSomething(call.name.text)) continue;
      found.push({ range: call.name, message: say('confirm', { tool: call.name.text }) });
    }
    hasYes ||= round.blocks.some(
      ({ role, content }) => isObservation(role) && saysYes(text.slice(content.start, content.end)),
    );
  }
  return found;
}

/** A rule that forbids a tool names it in backticks: never call `x`. */
function forbidden(shot: Shot, rule: FlowRule, procedure: Procedure): readonly Report[] {
  const tools = toolsNamed(procedure.text, rule.range).map(({ name }) => name);
  // `never call f without g` allows the call under a condition.
  if (tools.length === 0 || /\b(?:without|unless|until|before|except)\b|除非|未经|之前|以前|前/iu.test(rule.text))
    return [];
  return shot.rounds.flatMap((round) =>
    callsOf(round)
      .filter(({ name }) => tools.includes(name.text))
      .map(({ name }) => ({ range: name, message: say('never', { tool: name.text }) })),
  );
}
