import {
  type CancellationToken,
  commands,
  Disposable,
  type TestController,
  type TestItem,
  type TestMessage,
  TestRunProfileKind,
  type TestRunRequest,
  window,
} from 'vscode';
import { defineMessages, type Message, type Project } from '../../core/index.ts';
import { type CaseResult, compareRuns, type ReplyCache, toScores, toVerdicts } from '../../evaluation/index.ts';
import { combinePrivacy, type GuardedModel, ModelError } from '../../generation/index.ts';
import type { ActiveRuns } from '../activeRuns.ts';
import { toAbortController } from '../cancellation.ts';
import type { ModelChooser } from '../generation/connections/modelChooser.ts';
import { getConnections } from '../generation/connections/userConnections.ts';
import { showProblem } from '../generation/run/showProblem.ts';
import type { Session } from '../session.ts';
import { loadCases, type SelectedCases } from './evaluationSources.ts';
import { addFailureDraft, createFailures, type Failure, type Failures } from './failureDraft.ts';
import { type ModelRunResult, runWithModel } from './modelRun.ts';
import { savePreferencePair } from './preferencePair.ts';
import { recordRun } from './recordRun.ts';
import { selectTests } from './selection.ts';
import type { TestTree } from './testTree.ts';

const say = defineMessages({
  run: { en: 'Run with Model', 'zh-CN': '用模型运行' },
  repeat: { en: 'Run Several Times', 'zh-CN': '多次运行' },
  compare: { en: 'Compare Models', 'zh-CN': '比较模型' },
  howOften: { en: 'How often is each case run? (2 to 50)', 'zh-CN': '每个用例运行几次？（2 到 50）' },
  wrongCount: { en: 'Enter a whole number from 2 to 50.', 'zh-CN': '请输入 2 到 50 的整数。' },
  whichModels: {
    en: 'Which models are compared? The first one is the reference.',
    'zh-CN': '比较哪些模型？第一个作为参照。',
  },
  noModel: {
    en: 'Running shots needs a model. Choose one, or add a connection. Check and coverage need none.',
    'zh-CN': '运行示例需要模型。请选择模型，或添加连接。“检查”和覆盖率不需要模型。',
  },
  twoModels: { en: 'Comparing needs two connections with a model.', 'zh-CN': '比较至少需要两个已选定模型的连接。' },
  noCases: { en: 'No selected shot can be tested.', 'zh-CN': '所选示例都无法评测。' },
  accuracy: {
    en: '{model}: call accuracy {percent} % ({passed} of {total}, 95 %: {low}–{high} %)',
    'zh-CN': '{model}：调用准确率 {percent}%（{passed}/{total}，95% 区间：{low}–{high}%）',
  },
  comparison: {
    en: '{model} against {first}: {points} points (95 %: {low} to {high}), p = {p}; {onlyFirst} cases pass only with {first}, {onlySecond} only with {model}',
    'zh-CN':
      '{model} 与 {first} 相比：{points} 个百分点（95% 区间：{low} 至 {high}），p = {p}；仅 {first} 通过 {onlyFirst} 个，仅 {model} 通过 {onlySecond} 个',
  },
  progress: { en: '{done} of {count} {count|case|cases}', 'zh-CN': '已完成 {done}/{count} 个用例' },
  stopped: { en: 'stopped', 'zh-CN': '已停止' },
  failed: { en: 'failed', 'zh-CN': '失败' },
  refused: { en: 'did not begin', 'zh-CN': '未能开始' },
  cancelled: { en: 'canceled', 'zh-CN': '已取消' },
  resolution: {
    en: 'With {shots} {shots|shot|shots}, less than {points} points means nothing.',
    'zh-CN': '只有 {shots} 个示例，相差不到 {points} 个百分点时说明不了问题。',
  },
});

/** What the profiles that use a model share. */
interface Profiles {
  readonly session: Session;
  readonly controller: TestController;
  readonly tree: TestTree;
  readonly models: ModelChooser;
  readonly cache: ReplyCache;
  readonly failures: Failures;
  readonly runs: ActiveRuns;
}

/** What VS Code gives a command in the menu of a message. */
interface FailureArguments {
  readonly test: Pick<TestItem, 'id'>;
  readonly message?: Pick<TestMessage, 'message'>;
}

type Runner = (profiles: Profiles, request: TestRunRequest, token: CancellationToken) => Promise<void>;

/** The profiles that ask a model, and the command that makes a draft of a failure. */
export function registerModelProfiles(
  session: Session,
  controller: TestController,
  tree: TestTree,
  { models, runs }: Pick<Profiles, 'models' | 'runs'>,
  cache: ReplyCache,
): Disposable {
  const profiles: Profiles = { session, controller, tree, models, runs, cache, failures: createFailures() };
  const add = (name: Message, runner: Runner): Disposable => {
    const profile = controller.createRunProfile(session.t(name), TestRunProfileKind.Run, (request, token) =>
      runner(profiles, request, token),
    );
    profile.configureHandler = () => void commands.executeCommand('sopShots.chooseModel');
    const rename = session.onDidChangeLanguage(() => {
      profile.label = session.t(name);
    });
    return Disposable.from(profile, rename);
  };
  return Disposable.from(
    add(say('run'), (given, request, token) => runOnce(given, request, token, 1)),
    add(say('repeat'), runSeveralTimes),
    add(say('compare'), compareModels),
    registerFailureCommand('sopShots.draftFromFailure', profiles, addFailureDraft),
    registerFailureCommand('sopShots.pairFromFailure', profiles, savePreferencePair),
  );
}

/** A command in the menu of a message about a failure. */
function registerFailureCommand(
  id: string,
  { session, failures }: Profiles,
  run: (session: Session, failure: Failure) => Promise<unknown>,
): Disposable {
  return commands.registerCommand(id, (given?: FailureArguments) => {
    const failure = given === undefined ? undefined : failures.find(given.test, given.message);
    return failure === undefined ? undefined : run(session, failure);
  });
}

async function runSeveralTimes(profiles: Profiles, request: TestRunRequest, token: CancellationToken): Promise<void> {
  const { t } = profiles.session;
  const validate = (text: string): string | undefined => {
    const count = Number(text);
    return Number.isInteger(count) && count >= 2 && count <= 50 ? undefined : t(say('wrongCount'));
  };
  const given = await window.showInputBox({ prompt: t(say('howOften')), value: '5', validateInput: validate });
  if (given !== undefined) await runOnce(profiles, request, token, Number(given));
}

/** Runs the selected tests with the chosen connection. */
async function runOnce(
  profiles: Profiles,
  request: TestRunRequest,
  token: CancellationToken,
  repeats: number,
): Promise<void> {
  const name = profiles.models.chosen();
  if (name === '') return showProblem(profiles.session, 'no-model', profiles.session.t(say('noModel')));
  const selected = await getCases(profiles, request);
  if (selected !== undefined) await runNamed(profiles, request, token, selected, name, repeats);
}

async function compareModels(profiles: Profiles, request: TestRunRequest, token: CancellationToken): Promise<void> {
  const { session } = profiles;
  const names = getConnections().flatMap(({ name, model }) => (model === undefined ? [] : [name]));
  if (names.length < 2) return showProblem(session, 'no-model', session.t(say('twoModels')));
  const chosen = await window.showQuickPick(names, { canPickMany: true, title: session.t(say('whichModels')) });
  if (chosen === undefined || chosen.length < 2) return;
  const selected = await getCases(profiles, request);
  if (selected === undefined) return;
  const runs: { readonly name: string; readonly results: readonly CaseResult[] }[] = [];
  for (const name of chosen) {
    const result = await runNamed(profiles, request, token, selected, name, 1, runs);
    if (result === undefined || token.isCancellationRequested) return;
    runs.push({ name, results: result.results });
  }
}

async function getCases(
  { session, tree, controller }: Profiles,
  request: TestRunRequest,
): Promise<SelectedCases | undefined> {
  const selected = await loadCases(session, tree, await selectTests(tree, controller.items, request));
  if (selected.cases.length > 0) return selected;
  void window.showWarningMessage(session.t(say('noCases')));
  return undefined;
}

/** One test run with one connection; undefined if the connection cannot be used. */
async function runNamed(
  profiles: Profiles,
  request: TestRunRequest,
  token: CancellationToken,
  selected: SelectedCases,
  name: string,
  repeats: number,
  before: readonly { readonly name: string; readonly results: readonly CaseResult[] }[] = [],
): Promise<ModelRunResult | undefined> {
  const { session, controller, cache, failures, runs } = profiles;
  const [source] = selected.sources;
  const privacy = combinePrivacy(selected.sources.map(({ project }) => project.privacy));
  const model = source && (await chooseModel(profiles, name, { ...source.project, privacy }));
  if (model === undefined) return undefined;
  const run = controller.createTestRun(request, `${name}: ${model.chat.name}`);
  const stop = toAbortController(token);
  const follower = runs.begin({ kind: 'evaluation', name, model: model.chat.name }, stop);
  const onProgress = (done: number, count: number): void => follower.report(say('progress', { done, count }));
  let ended: Message | undefined = say('failed');
  try {
    const result = await runWithModel(
      session,
      run,
      selected,
      { model, cache, repeats, failures, onProgress },
      stop.signal,
    );
    // The record of a complete run is listed in its place.
    ended = result.outcome === 'complete' ? undefined : say(result.outcome);
    for (const line of toSummary(name, result.results, repeats, before)) run.appendOutput(`${session.t(line)}\r\n`);
    await recordRun(session, selected, result, model.chat.name, repeats);
    if (result.problem !== undefined) showProblem(session, result.problem.code, session.t(result.problem.problem));
    return result;
  } finally {
    run.end();
    follower.end(ended);
  }
}

async function chooseModel(
  { session, models }: Profiles,
  name: string,
  project: Project,
): Promise<GuardedModel | undefined> {
  try {
    return await models.named(name, project);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    showProblem(session, error.code, session.t(error.problem));
    return undefined;
  }
}

function toSummary(
  name: string,
  results: readonly CaseResult[],
  repeats: number,
  before: readonly { readonly name: string; readonly results: readonly CaseResult[] }[],
): readonly Message[] {
  if (results.length === 0) return [];
  const { exact, zeroShot, shots, resolution } = toScores(results, repeats);
  const { value = 0, passed, total, low, high } = exact.total > 0 ? exact : zeroShot.exact;
  const accuracy = say('accuracy', {
    model: name,
    percent: toPoints(value),
    passed,
    total,
    low: toPoints(low),
    high: toPoints(high),
  });
  const [first, ...others] = before;
  if (first === undefined) return [accuracy, say('resolution', { shots, points: toPoints(resolution) })];
  const compared = compareRuns(
    toVerdicts(first.results),
    [...others.map((run) => run.results), results].map(toVerdicts),
  ).at(-1);
  if (compared === undefined) return [accuracy];
  const { difference, p, onlyFirst, onlySecond } = compared;
  return [
    accuracy,
    say('comparison', {
      model: name,
      first: first.name,
      points: toPoints(difference),
      low: toPoints(compared.low),
      high: toPoints(compared.high),
      p: p.toFixed(3),
      onlyFirst,
      onlySecond,
    }),
  ];
}

function toPoints(share: number): string {
  return (share * 100).toFixed(1);
}
