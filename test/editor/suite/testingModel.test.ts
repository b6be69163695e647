import assert from 'node:assert/strict';
import { commands, type TestController, type TestItem, TestRunRequest, tests, workspace } from 'vscode';
import type { ModelReply } from '../../../src/evaluation/index.ts';
import { createRunFiles } from '../../../src/extension/results/runFiles.ts';
import { loadCases } from '../../../src/extension/testing/evaluationSources.ts';
import { addFailureDraft, createFailures } from '../../../src/extension/testing/failureDraft.ts';
import { runWithModel } from '../../../src/extension/testing/modelRun.ts';
import { savePreferencePair } from '../../../src/extension/testing/preferencePair.ts';
import { recordRun as storeRun } from '../../../src/extension/testing/recordRun.ts';
import { childrenOf, selectTests } from '../../../src/extension/testing/selection.ts';
import { createTestTree, type TestTree } from '../../../src/extension/testing/testTree.ts';
import { createOpenAiModel, NO_KEYS, toAddress } from '../../../src/models/index.ts';
import { type OpenAiServer, type Reply, startOpenAiServer } from '../../support/openaiServer.ts';
import { cleanUp, eventually, fileUri, openFile, tools, writeFile } from '../support/editing.ts';
import { createOwnSession } from '../support/ownSession.ts';
import { screenshot } from '../support/results.ts';
import { recordRun } from '../support/testRun.ts';

const shots = `---
tools: ./model.tools.json
---

## First

**User**: It jams on every page.
**Think**: Look it up.
**Action**: Find(error = "jam")
**Observation**: Known.

**Think**: It is known.
**Action**: Explain it.

## Second

**User**: Smoke comes out of the back.
**Think**: Look it up.
**Action**: Find(error = "smoke")
**Observation**: Unknown.

## Third

<!-- status: draft -->
**User**: It is loud.
**Action**: Find(error = "noise")
**Observation**: Unknown.
`;

const find = (error: string): Reply => ({
  finishReason: 'tool_calls',
  toolCalls: [{ id: 'c', name: 'Find', arguments: JSON.stringify({ error }) }],
});

describe('shots run with a model', () => {
  let session: ReturnType<typeof createOwnSession>;
  let controller: TestController;
  let tree: TestTree;
  let server: OpenAiServer | undefined;
  let failures: ReturnType<typeof createFailures>;

  before(async () => {
    await writeFile('model.tools.json', tools);
    await writeFile('model.shots.md', shots);
  });
  beforeEach(() => {
    session = createOwnSession();
    controller = tests.createTestController('sopShots.modelSuite', 'Model suite');
    tree = createTestTree(session, controller);
    failures = createFailures();
  });
  afterEach(async () => {
    tree.dispose();
    controller.dispose();
    session.dispose();
    await server?.close();
    server = undefined;
    await cleanUp();
  });

  const replies = new Map<string, ModelReply>();
  const cache = {
    get: async (key: string) => replies.get(key),
    add: async (key: string, reply: ModelReply) => void replies.set(key, reply),
  };

  type Answers = (words: string, turns: number) => Reply | Promise<Reply>;
  let answers: Answers;

  async function runTests(
    answer: Answers,
    {
      include,
      signal = new AbortController().signal,
      repeats = 1,
    }: { include?: readonly TestItem[]; signal?: AbortSignal; repeats?: number } = {},
  ) {
    answers = answer;
    server ??= await startOpenAiServer({
      replies: ({ body: { messages = [] } }) =>
        answers(messages[1]?.content ?? '', messages.filter(({ role }) => role === 'assistant').length),
    });
    const before = server.chats.length;
    const address = toAddress(server.baseUrl);
    assert.ok(address.ok);
    const chat = createOpenAiModel({ baseUrl: server.baseUrl, model: 'small' }, address.address, { keys: NO_KEYS });
    // Reading the shots again would make other tests of them.
    const file = include === undefined ? await tree.resolve(fileUri('model.shots.md')) : undefined;
    const selection = include ?? (file === undefined ? [] : [file]);
    const request = new TestRunRequest(selection);
    const recorded = recordRun(controller.createTestRun(request));
    const selected = await loadCases(session, tree, await selectTests(tree, controller.items, request));
    const model = { chat, guard: async () => ({ kind: 'send', level: undefined }) as const };
    const progress: (readonly [number, number])[] = [];
    const onProgress = (done: number, count: number): void => void progress.push([done, count]);
    const result = await runWithModel(
      session,
      recorded.run,
      selected,
      { model, cache, repeats, failures, onProgress },
      signal,
    );
    recorded.run.end();
    return { ...recorded, result, progress, selected, file, chats: server.chats.length - before };
  }

  const author = (words: string, turns: number): Reply =>
    turns > 0 ? { text: 'Please open it.' } : find(words.startsWith('It jams') ? 'jam' : 'smoke');

  it('pass, round by round; drafts are skipped with the reason', async () => {
    replies.clear();
    const { states, result, output, progress, chats } = await runTests(author);
    assert.equal(result.outcome, 'complete');
    assert.equal(chats, 3);
    assert.deepEqual(progress.at(-1), [3, 3]);
    assert.deepEqual(
      [states.get('Round 1'), states.get('Round 2'), states.get('Third')],
      ['passed', 'passed', 'skipped'],
    );
    assert.match(output.join(''), /Third {2}skipped: it is a draft/);
    assert.match(output.join(''), /model small: 3 requests/);
  });

  it('cost nothing again while nothing has changed', async () => {
    replies.clear();
    assert.equal((await runTests(author)).chats, 3);
    const { chats, output } = await runTests(author);
    assert.equal(chats, 0);
    assert.match(output.join(''), /✓ shot 1, round 1 {2}from the cache/);
  });

  it('fail at the exact argument, with both calls to compare', async () => {
    replies.clear();
    const { document } = await openFile('model.shots.md', shots);
    const { messages, output } = await runTests((words, turns) => (turns > 0 ? author(words, turns) : find('smoke')));
    assert.match(output.join(''), /✗ shot 1, round 1 {2}another value/);
    assert.equal(messages.length, 1);
    const [message] = messages;
    assert.match(String(message?.message), /`error`: expected `"jam"`, got `"smoke"`\. \[wrong-value\]/);
    assert.equal(message?.expectedOutput, 'Find(\n  error = "jam"\n)');
    assert.equal(message?.actualOutput, 'Find(\n  error = "smoke"\n)');
    assert.equal(message?.location && document.getText(message.location.range), '"jam"');
    await commands.executeCommand('workbench.view.testing.focus');
    await screenshot('testing with a model');
  });

  it('run again one by one, as a re-run of failed tests does', async () => {
    replies.clear();
    const { file } = await runTests(() => ({ text: 'No.' }));
    const [first] = file === undefined ? [] : childrenOf(file);
    const round = first && childrenOf(first)[0];
    assert.ok(round);
    // The reply that failed would come from the cache.
    replies.clear();
    const { states, chats } = await runTests(author, { include: [round] });
    assert.deepEqual([...states], [['Round 1', 'passed']]);
    assert.equal(chats, 1);
  });

  it('stop when the run is cancelled', async () => {
    replies.clear();
    const stop = new AbortController();
    const { result, states } = await runTests(
      async (words, turns) => {
        stop.abort();
        return author(words, turns);
      },
      { signal: stop.signal },
    );
    assert.equal(result.outcome, 'stopped');
    assert.ok(![...states.values()].includes('failed'));
  });

  it('are errors, not failures, where the server does not answer', async () => {
    replies.clear();
    const { states, result } = await runTests(() => ({ status: 401, error: { message: 'no' } }));
    assert.equal(result.outcome, 'failed');
    assert.equal(result.problem?.code, 'no-key');
    assert.ok([...states.values()].includes('errored'));
    assert.ok(![...states.values()].includes('failed'));
  });

  it('show how often they pass', async () => {
    replies.clear();
    const asked = new Map<string, number>();
    const { messages } = await runTests(
      (words, turns) => {
        const count = (asked.get(words) ?? 0) + 1;
        asked.set(words, count);
        return turns === 0 && words.startsWith('Smoke') && count === 2 ? find('fire') : author(words, turns);
      },
      { repeats: 3 },
    );
    assert.equal(messages.length, 1);
    assert.match(String(messages[0]?.message), /2 of 3 attempts passed\./);
  });

  it('become a draft shot where they fail', async () => {
    replies.clear();
    const { document } = await openFile('model.shots.md', shots);
    const { messages, file } = await runTests((words, turns) => (turns > 0 ? author(words, turns) : find('smoke')));
    const [first] = file === undefined ? [] : childrenOf(file);
    const round = first && childrenOf(first)[0];
    const failure = round && failures.find(round, messages[0]);
    assert.ok(failure);
    await addFailureDraft(session, failure);
    const added = document.getText().slice(shots.length - 1);
    assert.match(added, /<!-- TODO: write another request .* Find\( error = "smoke" \) -->/);
    assert.match(added, /<!-- status: draft -->\n\*\*User\*\*: It jams on every page\./);
    assert.doesNotMatch(added, /Explain it/);
    await commands.executeCommand('undo');
    assert.equal(workspace.textDocuments.find(({ uri }) => uri.path === document.uri.path)?.getText(), shots);
  });

  it('are recorded for the panel of results, with the time of the run', async () => {
    replies.clear();
    const { selected, result } = await runTests((words, turns) => (turns > 0 ? author(words, turns) : find('smoke')));
    await storeRun(session, selected, result, 'small', 1);
    const runs = await createRunFiles().list();
    const [newest] = runs;
    assert.equal(newest?.record.model, 'small');
    assert.equal(newest?.record.isPartial, false);
    assert.deepEqual(
      newest?.record.cases.map(({ path, shot, round, verdict }) => [path, shot, round, verdict]),
      [
        ['model.shots.md', '1', 1, 'failed'],
        ['model.shots.md', '1', 2, 'passed'],
        ['model.shots.md', '2', 1, 'passed'],
      ],
    );
    assert.ok(newest && Math.abs(newest.time - Date.now()) < 60_000);
    await workspace.fs.delete(fileUri('.sop-shots'), { recursive: true });
  });

  it('become a preference pair where they fail, once', async () => {
    replies.clear();
    const { messages, file } = await runTests((words, turns) => (turns > 0 ? author(words, turns) : find('smoke')));
    const round = file && childrenOf(file)[0] && childrenOf(childrenOf(file)[0] as TestItem)[0];
    const failure = round && failures.find(round, messages[0]);
    assert.ok(failure);
    const target = fileUri('openai-dpo.jsonl');
    for (const _ of ['first', 'second']) {
      const saving = savePreferencePair(session, failure);
      await eventually('the list of formats', async () => {
        await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return Promise.race([saving.then(() => true), new Promise<undefined>((resolve) => setTimeout(resolve, 200))]);
      });
    }
    const lines = new TextDecoder()
      .decode(await workspace.fs.readFile(target))
      .trim()
      .split('\n');
    assert.equal(lines.length, 1);
    const { preferred_output: chosen, non_preferred_output: rejected } = JSON.parse(lines[0] ?? '');
    assert.equal(chosen[0].tool_calls[0].function.arguments, '{"error": "jam"}');
    assert.equal(rejected[0].tool_calls[0].function.arguments, '{"error": "smoke"}');
    await workspace.fs.delete(target);
  });
});
