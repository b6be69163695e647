import { type Diagnostic, defineMessages, type Message, renderMessage } from '../../core/index.ts';
import {
  type Cost,
  type GeneratedShot,
  type GenerationEvent,
  type RunPlan,
  type RunSummary,
  type ShotReview,
  toReviewMessage,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  planned: {
    en: '{count} {count|shot|shots}, {style}, {language}, by {writer}',
    'zh-CN': '共 {count} 个示例，{style}，{language}，由{writer}编写',
  },
  estimate: {
    en: '{requests} {requests|request|requests}, about {tokens} tokens',
    'zh-CN': '{requests} 个请求，约 {tokens} 个 token',
  },
  scaffold: { en: 'the local scaffold', 'zh-CN': '本地脚手架' },
  requirements: { en: 'requirements in the procedure: {words}', 'zh-CN': '流程中的要求：{words}' },
  missing: {
    en: '{count} {count|shot leaves|shots leave} {goals} {goals|step, branch or failure|steps, branches or failures} uncovered; {full} {full|shot covers|shots cover} everything',
    'zh-CN': '{count} 个示例还有 {goals} 处步骤、分支或失败情况未覆盖；{full} 个可全部覆盖',
  },
  progress: {
    en: '{done}/{count} {count|shot|shots}{dropped}, ≈{input} tokens in, ≈{output} out{cost}',
    'zh-CN': '{done}/{count} 个示例{dropped}，输入约 {input} token，输出约 {output}{cost}',
  },
  dropped: { en: ', {count} dropped', 'zh-CN': '，放弃 {count} 个' },
  cost: { en: ', {amount} {currency}', 'zh-CN': '，{amount} {currency}' },
  wait: { en: 'waiting {seconds} s: {because}', 'zh-CN': '等待 {seconds} 秒：{because}' },
  finding: { en: '{id}: line {line}: {message} ({rule})', 'zh-CN': '{id}：第 {line} 行：{message}（{rule}）' },
  problem: { en: 'sop-shots: {problem} [{code}]', 'zh-CN': 'sop-shots：{problem} [{code}]' },
  review: { en: '{id}: {review}', 'zh-CN': '{id}：{review}' },
  stopped: { en: 'Stopped; complete shots are kept.', 'zh-CN': '已停止，已完成的示例会保留。' },
});

/** Tells on standard error what a run does: problems and findings always, progress on a terminal. */
export interface RunReport {
  event(event: GenerationEvent): void;
  readonly errors: number;
}

export function createRunReport(io: CliIo): RunReport {
  let plan: RunPlan | undefined;
  let done = 0;
  let dropped = 0;
  let errors = 0;
  let shown = false;
  const t = (message: Message): string => renderMessage(message, io.language);
  const line = (message: Message): void => {
    if (shown) io.stderr('\r\u001B[K');
    shown = false;
    io.stderr(`${t(message)}\n`);
  };
  const progress = (input: number, output: number, cost: Cost | undefined): void => {
    if (!io.isTerminal || plan === undefined) return;
    const lost = dropped === 0 ? '' : say('dropped', { count: dropped });
    const price = cost === undefined ? '' : say('cost', { amount: cost.amount.toFixed(4), currency: cost.currency });
    io.stderr(
      `\r\u001B[K${t(say('progress', { done, count: plan.count, dropped: lost, input, output, cost: price }))}`,
    );
    shown = true;
  };
  return {
    get errors() {
      return errors;
    },
    event: (event) => {
      switch (event.kind) {
        case 'planned':
          plan = event.plan;
          // Requirements found in the procedure are always reported, because they determine the result.
          for (const message of io.isTerminal ? toPlanLines(event.plan) : toRequirementLines(event.plan)) line(message);
          break;
        case 'shot':
          done++;
          errors += event.shot.findings.filter(({ severity }) => severity === 'error').length;
          for (const finding of event.shot.findings) line(toFindingLine(event.shot, finding));
          if (event.shot.review?.accept === false) line(toReviewLine(event.shot.id, event.shot.review));
          break;
        case 'dropped':
          dropped++;
          break;
        case 'tokens':
          progress(event.usage.inputTokens, event.usage.outputTokens, event.cost);
          break;
        case 'wait':
          line(say('wait', { seconds: Math.ceil(event.seconds), because: event.because }));
          break;
        case 'problem':
          line(say('problem', { problem: event.problem, code: event.code }));
          break;
        case 'done':
          if (event.summary.outcome === 'stopped') line(say('stopped'));
          break;
        default:
      }
    },
  };
}

/** The exit code that says how a run ended. */
export function getExitCode({ outcome }: RunSummary, errors: number): 0 | 1 | 2 {
  if (outcome === 'refused' || outcome === 'cancelled') return 2;
  return outcome === 'complete' && errors === 0 ? 0 : 1;
}

function toPlanLines(plan: RunPlan): readonly Message[] {
  const { count, style, language, model, missing, full, estimate } = plan;
  return [
    say('planned', { count, style, language, writer: model ?? say('scaffold') }),
    ...(estimate === undefined ? [] : [say('estimate', { ...estimate })]),
    ...toRequirementLines(plan),
    ...(missing.length === 0 ? [] : [say('missing', { count, goals: missing.length, full })]),
  ];
}

function toRequirementLines({ requirements }: RunPlan): readonly Message[] {
  const words = [...new Set(Object.values(requirements).map((requirement) => requirement.words))];
  return words.length === 0 ? [] : [say('requirements', { words })];
}

function toReviewLine(id: string, review: ShotReview): Message {
  return say('review', { id, review: toReviewMessage(review) });
}

function toFindingLine({ id }: GeneratedShot, { rule, message, range }: Diagnostic): Message {
  return say('finding', { id, line: range.start.line + 1, message, rule });
}
