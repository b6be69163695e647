import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repairSop, repairTools, replyOf, replyShot, threeShots } from '../generation/run/samples.ts';
import { type Reply, type ServerOptions, startOpenAiServer } from '../support/openaiServer.ts';
import { cli, folderOf } from './support.ts';

const files = { 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) };
const base = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en'];

/** A folder, a server, and a way to run a command against both. */
async function setUpWith(replies: ServerOptions['replies'], more: Partial<ServerOptions> = {}, given = {}) {
  const server = await startOpenAiServer({ replies: replies ?? [], ...more });
  const folder = await folderOf({ ...files, ...given });
  const run = (args: readonly string[], io = {}) => cli(folder, [...base, '--base-url', server.baseUrl, ...args], io);
  return {
    server,
    folder,
    run,
    read: (name: string) => readFile(join(folder, name), 'utf8'),
    [Symbol.asyncDispose]: server.close,
  };
}

describe('without a model', () => {
  it('writes a document of its own without findings', async () => {
    const folder = await folderOf(files);
    const made = await cli(folder, [...base, '--out', 'new.shots.md']);
    expect([made.code, made.stdout, made.stderr]).toEqual([0, '', '']);
    const text = readFileSync(join(folder, 'new.shots.md'), 'utf8');
    expect(text).toMatch(
      /^---\nsop: .\/a.sop.md\ntools: \[.\/a.tools.json\]\n---\n\n<!-- id: s-\w+ -->\n<!-- status: draft -->\n\*\*User\*\*: /,
    );
    const lint = await cli(folder, ['lint', '--rule', 'draft-mark=off', 'new.shots.md']);
    expect(lint.stdout).toContain('no findings');
  });

  it('prints it where no file is named', async () => {
    const { stdout, code } = await cli(await folderOf(files), [...base, '--count', '1', '--style', 'function-calling']);
    expect(code).toBe(0);
    expect(stdout).toContain('**API request**: SearchSolution(Error = ');
  });

  it('appends before the open slot, and keeps everything else', async () => {
    const document =
      '---\nsop: ./a.sop.md\ntools: ./a.tools.json\n---\n**用户**：你好\n**行动**：问好。\n\n**用户**：<用户的实际问题>\n';
    const folder = await folderOf({ ...files, 'old.shots.md': document });
    const { code } = await cli(folder, ['generate', '--append', 'old.shots.md', '--count', '2']);
    const text = readFileSync(join(folder, 'old.shots.md'), 'utf8');
    expect(code).toBe(0);
    expect(text.startsWith(document.slice(0, document.indexOf('**用户**：<')))).toBe(true);
    expect(text.endsWith('**用户**：<用户的实际问题>\n')).toBe(true);
    expect(text.match(/status: draft/g)).toHaveLength(2);
    expect(text).toContain('**用户**：');
  });

  it('appends to a document that is named, whatever its name', async () => {
    const document = '**用户**：你好\n**行动**：问好。\n\n**用户**：<用户的实际问题>\n';
    const folder = await folderOf({ ...files, 'prompt.md': document });
    await cli(folder, ['generate', '--sop', 'a.sop.md', '--append', 'prompt.md', '--count', '1']);
    const text = readFileSync(join(folder, 'prompt.md'), 'utf8');
    expect(text.endsWith('\n\n**用户**：<用户的实际问题>\n')).toBe(true);
    expect(text.match(/status: draft/g)).toHaveLength(1);
  });

  it('depends on the seed', async () => {
    const folder = await folderOf(files);
    const write = async (seed: string) => (await cli(folder, [...base, '--seed', seed])).stdout;
    expect(await write('4')).toBe(await write('4'));
    expect(await write('4')).not.toBe(await write('5'));
  });

  it('writes for tools alone, for one tool, and for free text', async () => {
    const folder = await folderOf(files);
    const tools = await cli(folder, ['generate', '--tools', 'a.tools.json', '--language', 'en']);
    expect(tools.stdout).toContain('BookVisit(');
    const one = await cli(folder, [
      'generate',
      '--tools',
      'a.tools.json',
      '--for-tool',
      'BookVisit',
      '--language',
      'en',
    ]);
    expect(one.stdout).not.toContain('SearchSolution(');
    const text = ['generate', '--tools', 'a.tools.json', '--stdin', '--language', 'zh-CN'];
    const free = await cli(folder, text, {
      stdin: async () => '第一步，用 SearchSolution 查故障。\n第二步，告诉客户。',
    });
    expect(free.stdout).toContain('SearchSolution(');
  });

  it.each([
    [['generate'], '--sop'],
    [['generate', '--sop', 'none.sop.md'], 'none.sop.md'],
    [[...base, '--out', 'a', '--append', 'b'], '--append'],
    [[...base, '--out', 'a.sop.md'], '--force'],
    [[...base, '--count', '0'], 'at least 1'],
    [[...base, '--style', 'poem'], 'react'],
    [[...base, '--provider', 'nobody'], 'dashscope'],
    [[...base, '--provider', 'azure'], '--base-url'],
    [[...base, '--model', 'gpt'], '--provider'],
    [[...base, '--base-url', 'ftp://x'], 'https://'],
    [[...base, '--base-url', 'http://127.0.0.1:9', '--model', 'm', '--header', 'nonsense'], 'Name: value'],
    [[...base, '--for-tool', 'Search'], 'SearchSolution'],
    [[...base, '--append', 'none.shots.md'], 'none.shots.md'],
    [['generate', '--tools', 'a.tools.json', '--text', 'The copier smokes.'], 'model'],
  ])('is wrong use and says what to do: %j', async (args, said) => {
    const { code, stderr } = await cli(await folderOf(files), args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('says in Chinese what is wrong with a procedure without steps', async () => {
    const folder = await folderOf({ 'b.sop.md': '要有礼貌。\n' });
    const { code, stderr } = await cli(folder, [
      'generate',
      '--sop',
      'b.sop.md',
      '--out',
      'x.shots.md',
      '--lang',
      'zh-CN',
    ]);
    expect([code, existsSync(join(folder, 'x.shots.md'))]).toEqual([2, false]);
    expect(stderr).toContain('流程里没有步骤');
  });

  it('refuses a procedure without steps in the same way when nothing is to be sent', async () => {
    const folder = await folderOf({ 'b.sop.md': 'Be polite.\n' });
    const run = (...more: string[]) => cli(folder, ['generate', '--sop', 'b.sop.md', '--out', 'x.shots.md', ...more]);
    const [dry, real] = [await run('--dry-run'), await run()];
    expect([dry.code, dry.stdout]).toEqual([2, '']);
    expect(dry.stderr).toBe(real.stderr);
  });
});

describe('with a model', () => {
  it('takes the only model there is, and writes its checked shots', async () => {
    await using setup = await setUpWith([{ text: replyOf(...threeShots) }]);
    const { code, stderr } = await setup.run(['--count', '3', '--out', 'new.shots.md']);
    expect([code, stderr]).toEqual([0, '']);
    expect((await setup.read('new.shots.md')).match(/status: draft/g)).toHaveLength(3);
    expect(setup.server.chats[0]?.body.model).toBe('small');
    expect(existsSync(join(setup.folder, 'new.shots.md.journal.jsonl'))).toBe(false);
  });

  it('asks which model where there are several', async () => {
    await using setup = await setUpWith([], { models: ['a', 'b'] });
    const { code, stderr } = await setup.run([]);
    expect([code, stderr]).toEqual([2, 'sop-shots: choose a model with --model: a, b [usage]\n']);
    expect((await setup.run(['--list-models'])).stdout).toBe('a\nb\n');
  });

  it('says what is still wrong, and ends with 1', async () => {
    const wrong = replyShot('Dead printer, come on Friday.', 'dead', 'Friday');
    await using setup = await setUpWith([{ text: replyOf(wrong) }]);
    const { code, stderr } = await setup.run(['--count', '1', '--max-repairs', '1', '--out', 'new.shots.md']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/s-\w+: line \d+: .*Friday.*\(parameter-value\)/);
    expect(await setup.read('new.shots.md')).toContain('Friday');
  });

  it.each([
    [{ status: 401 }, 'requires an API key'],
    [{ text: '' }, 'returned an empty reply'],
    [{ refusal: 'no' }, 'refused'],
    [{ text: 'Sorry.' }, 'contains no example'],
    [
      { text: replyOf(replyShot('打印机坏了，谁能来看看？', '坏了', 'Monday')).replaceAll(/[A-Z][a-z ]+[,.]/g, '好') },
      'language',
    ],
    [{ text: replyOf(threeShots[0]).slice(0, 90), finishReason: 'length' }, '[truncated]'],
  ] satisfies [Reply, string][])('leaves the document untouched after %j', async (reply, said) => {
    const before = '**User**: Hi\n**Action**: Greet.\n';
    await using setup = await setUpWith([reply], {}, { 'old.shots.md': before });
    const { code, stderr } = await setup.run(['--append', 'old.shots.md', '--count', '1', '--max-repairs', '0']);
    expect([code, await setup.read('old.shots.md')]).toEqual([1, before]);
    expect(stderr).toContain(said);
  });

  it('keeps what the document became meanwhile', async () => {
    const before = '---\ntools: ./a.tools.json\n---\n**User**: Hi\n**Action**: Greet.\n';
    let setup: Awaited<ReturnType<typeof setUpWith>> | undefined;
    const replies = async () => {
      await writeFile(join(setup?.folder ?? '', 'old.shots.md'), before.replace('Greet.', 'Greet them warmly.'));
      return { text: replyOf(threeShots[0]) };
    };
    setup = await setUpWith(replies, {}, { 'old.shots.md': before });
    await using _ = setup;
    await setup.run(['--append', 'old.shots.md', '--count', '1', '--max-repairs', '0']);
    const text = await setup.read('old.shots.md');
    expect(text).toContain('Greet them warmly.');
    expect(text).toContain('status: draft');
  });

  it('sends the key of its own variable to the address that was given', async () => {
    await using setup = await setUpWith([{ text: replyOf(threeShots[0]) }], { key: 'k-1' });
    const env = { SOP_SHOTS_API_KEY: 'k-1', OPENAI_API_KEY: 'k-2' };
    const { code } = await setup.run(['--count', '1', '--header', 'X-Team: desk'], { env });
    expect(code).toBe(0);
    expect(setup.server.chats[0]?.headers).toMatchObject({ authorization: 'Bearer k-1', 'x-team': 'desk' });
  });

  it('takes model, repairs and temperature from the project file, but no address and no key', async () => {
    const project = 'generation:\n  model: tiny\n  temperature: 0.3\n  maxRepairs: 0\n';
    await using setup = await setUpWith([{ text: '' }], {}, { 'sop-shots.yaml': project });
    await setup.run(['--count', '1']);
    expect(setup.server.chats.map(({ body }) => [body.model, body.temperature])).toEqual([['tiny', 0.3]]);
  });

  it('uses templates of the workspace, and says what is wrong with one', async () => {
    const file = '.sop-shots/prompts/system.en.md';
    await using setup = await setUpWith([{ text: '' }], {}, { [file]: 'You are a parrot.' });
    await setup.run(['--count', '1', '--max-repairs', '0']);
    expect(setup.server.chats[0]?.body.messages?.[0]).toEqual({ role: 'system', content: 'You are a parrot.' });
    await writeFile(join(setup.folder, file), 'You are {{bird}}.');
    const { code, stderr } = await setup.run(['--count', '1']);
    expect(code).toBe(2);
    expect(stderr).toContain('{{bird}}');
  });

  it('goes on after a stop without paying twice', async () => {
    await using setup = await setUpWith((_, index) => ({ text: replyOf(threeShots[index]) }));
    const args = ['--count', '3', '--shots-per-request', '1', '--concurrency', '1', '--out', 'new.shots.md'];
    const controller = new AbortController();
    const stderr = (text: string) => {
      if (/2\/3/.test(text)) controller.abort();
    };
    await setup.run(args, { isTerminal: true, stderr, signal: controller.signal });
    expect((await setup.read('new.shots.md')).match(/status: draft/g)).toHaveLength(2);
    const again = await setup.run(args);
    expect([again.code, setup.server.chats.length]).toEqual([0, 3]);
    expect((await setup.read('new.shots.md')).match(/status: draft/g)).toHaveLength(3);
  });
});

it('goes on with a document it has begun to add to', async () => {
  const before = '---\nsop: ./a.sop.md\ntools: ./a.tools.json\n---\n\n**User**: Hi\n**Action**: Greet.\n';
  await using setup = await setUpWith(
    (_, index) => ({ text: replyOf(threeShots[index]) }),
    {},
    { 'old.shots.md': before },
  );
  const args = ['--append', 'old.shots.md', '--count', '3', '--shots-per-request', '1', '--concurrency', '1'];
  const controller = new AbortController();
  const stderr = (text: string) => {
    if (/2\/3/.test(text)) controller.abort();
  };
  await setup.run(args, { isTerminal: true, stderr, signal: controller.signal });
  expect((await setup.read('old.shots.md')).match(/status: draft/g)).toHaveLength(2);
  const again = await setup.run(args);
  expect([again.code, setup.server.chats.length]).toEqual([0, 3]);
  const text = await setup.read('old.shots.md');
  expect(text.match(/status: draft/g)).toHaveLength(3);
  expect(new Set(text.match(/id: s-\w+/g)).size).toBe(3);
  expect(existsSync(join(setup.folder, 'old.shots.md.journal.jsonl'))).toBe(false);
});

describe('steering the model', () => {
  const bodyOf = async (args: readonly string[], given = {}) => {
    await using setup = await setUpWith([{ text: replyOf(threeShots[0]) }], {}, given);
    await setup.run(['--count', '1', ...args]);
    return setup.server.chats[0]?.body.messages?.[1]?.content ?? '';
  };

  it.each([
    ['a text', 'Customers write from Norway.', {}],
    ['a file', 'tone.md', { 'tone.md': 'Customers write from Norway.\n' }],
    [
      'a template without a place for it',
      'Customers write from Norway.',
      { '.sop-shots/prompts/from-sop.en.md': 'Write {{count}} now. {{format}}' },
    ],
  ])('by %s', async (_, instructions, given) => {
    expect(await bodyOf(['--instructions', instructions], given)).toContain('Customers write from Norway.');
  });

  it('leaves no heading without instructions', async () => {
    expect(await bodyOf([])).not.toContain('# Instructions');
  });

  it('by the number of shots per path', async () => {
    const folder = await folderOf(files);
    const once = await cli(folder, [...base, '--per-path', '1', '--seed', '3']);
    const twice = await cli(folder, [...base, '--per-path', '2', '--seed', '3']);
    const count = (text: string): number => text.match(/status: draft/g)?.length ?? 0;
    expect(count(twice.stdout)).toBe(2 * count(once.stdout));
    expect(count(once.stdout)).toBeGreaterThan(1);
  });
});

it('reports a wait in one line, also without a terminal', async () => {
  const limited = { status: 429, headers: { 'retry-after-ms': '200' } };
  await using setup = await setUpWith([limited, { text: replyOf(threeShots[0]) }]);
  const { code, stderr } = await setup.run(['--count', '1', '--out', 'new.shots.md']);
  expect([code, stderr.match(/waiting \d+ s/g)?.length]).toEqual([0, 1]);
});

describe('what a server refuses', () => {
  it('is found out once, and remembered by the next run', async () => {
    await using setup = await setUpWith([{ text: replyOf(threeShots[0]) }], { refuses: ['json_schema'] });
    const io = { env: { XDG_CACHE_HOME: join(setup.folder, 'cache') } };
    const kinds = () => setup.server.chats.map(({ body }) => body.response_format?.type);
    await setup.run(['--count', '1'], io);
    expect(kinds()).toEqual(['json_schema', 'json_object']);
    await setup.run(['--count', '1'], io);
    expect(kinds().slice(2)).toEqual(['json_object']);
    await writeFile(join(setup.folder, 'cache/sop-shots/servers.json'), '{"x": ');
    expect((await setup.run(['--count', '1'], io)).code).toBe(0);
  });
});

describe('a document there is', () => {
  const front = '---\ntools: ./a.tools.json\n---\n';
  const good = '**User**: The copier is fine.\n<!-- id: s-good -->\n\n**Think**: Well.\n**Action**: Say goodbye.\n';
  const bad =
    '<!-- id: s-bad -->\n**User**: Come on Friday.\n\n**Think**: Book it.\n**Action**: BookVisit(weekday = "Friday")\n';
  const document = `${front}${good}\n${bad}\n**User**: <User request>\n`;

  it('gets more like one of its shots', async () => {
    await using setup = await setUpWith([{ text: replyOf(threeShots[0]) }], {}, { 'old.shots.md': document });
    const run = await setup.run(['--append', 'old.shots.md', '--like', 's-good', '--count', '1']);
    expect(run.code).toBe(0);
    expect(setup.server.chats[0]?.body.messages?.[1]?.content).toContain(
      '# The example\n**User**: The copier is fine.',
    );
    const missing = await setup.run(['--append', 'old.shots.md', '--like', '7']);
    expect([missing.code, missing.stderr]).toEqual([2, 'sop-shots: the document has no shot "7" [usage]\n']);
  });

  it('has its faulty shots repaired in place, ids kept, the others untouched', async () => {
    const repaired = replyShot('Come on Wednesday.', 'no power', 'Wednesday');
    await using setup = await setUpWith([{ text: replyOf(repaired) }], {}, { 'old.shots.md': document });
    const { code, stderr } = await setup.run(['--repair', 'old.shots.md']);
    expect([code, stderr]).toEqual([0, '']);
    const prompt = setup.server.chats[0]?.body.messages?.[1]?.content ?? '';
    expect(prompt).toContain('parameter-value');
    expect(prompt).not.toContain('The copier is fine');
    const text = await setup.read('old.shots.md');
    expect(text.startsWith(front + good)).toBe(true);
    expect(text).toContain('<!-- id: s-bad -->\n<!-- status: draft -->\n**User**: Come on Wednesday.');
    expect(text).toContain('weekday = "Wednesday"');
    expect(text.endsWith('\n**User**: <User request>\n')).toBe(true);
    expect(text.match(/s-bad/g)).toHaveLength(1);
    expect((await setup.run(['--repair', 'old.shots.md'])).stderr).toContain('no shot has an error');
  });

  it('has one shot and those with the same problem repaired, with instructions', async () => {
    const booking = (id: string, call: string): string =>
      `<!-- id: ${id} -->\n**User**: I am ${id}.\n\n**Think**: Book for ${id}.\n**Action**: BookVisit(${call})\n`;
    const friday = booking('s-fri', 'weekday = "Friday"');
    const urgent = booking('s-urgent', 'weekday = "Monday", urgency = 7');
    const sunday = booking('s-sun', 'weekday = "Sunday"');
    const text = [front + good, friday, urgent, sunday].join('\n---\n\n');
    const replies = [{ text: replyOf(replyShot('A.', 'dark', 'Monday'), replyShot('B.', 'loud', 'Wednesday')) }];
    await using setup = await setUpWith(replies, {}, { 'old.shots.md': text });
    const args = ['--repair', 'old.shots.md', '--like', 's-fri', '--instructions', 'Choose another weekday.'];
    expect((await setup.run(args)).code).toBe(0);
    const prompt = setup.server.chats[0]?.body.messages?.[1]?.content ?? '';
    expect(prompt).toContain('# Instructions\nChoose another weekday.');
    expect(prompt).not.toContain('urgency = 7');
    const after = await setup.read('old.shots.md');
    expect([after.startsWith(front + good), after.includes(urgent)]).toEqual([true, true]);
    expect(after).not.toMatch(/Friday|Sunday/);
    expect(after.match(/id: s-\w+/g)).toEqual(['id: s-good', 'id: s-fri', 'id: s-urgent', 'id: s-sun']);
  });

  it('stays unchanged if the model does not repair it', async () => {
    const worse = replyShot('Come on Friday.', 'x', 'Friday', { a: 1 });
    await using setup = await setUpWith([{ text: replyOf(worse) }], {}, { 'old.shots.md': document });
    await setup.run(['--repair', 'old.shots.md', '--max-repairs', '1']);
    expect(await setup.read('old.shots.md')).toBe(document);
  });

  it('cannot be repaired without a model', async () => {
    const folder = await folderOf({ ...files, 'old.shots.md': document });
    const { code, stderr } = await cli(folder, ['generate', '--repair', 'old.shots.md']);
    expect(code).toBe(2);
    expect(stderr).toContain('needs a model');
  });
});

describe('privacy', () => {
  const foreign = ['--base-url', 'https://llm.invalid/v1', '--model', 'm'];

  it('sends to a foreign host only if that is allowed by name', async () => {
    const { code, stderr } = await cli(await folderOf(files), [...base, ...foreign]);
    expect(code).toBe(2);
    expect(stderr).toContain('--allow-send llm.invalid');
    const allowed = await cli(await folderOf(files), [
      ...base,
      ...foreign,
      '--allow-send',
      'llm.invalid',
      '--timeout',
      '5',
    ]);
    expect(allowed.code).toBe(1);
    expect(allowed.stderr).toContain('https://llm.invalid cannot be reached');
  });

  it.each([['--list-models'], ['--count', '1']])(
    'asks a foreign host for nothing, not even its models: %j',
    async (...args) => {
      const env = { SOP_SHOTS_API_KEY: 'sk-secret-123456' };
      const run = [...base, '--base-url', 'https://llm.invalid/v1', ...args];
      const { code, stderr } = await cli(await folderOf(files), run, { env });
      expect([code, stderr.includes('--allow-send llm.invalid')]).toEqual([2, true]);
    },
  );

  it.each(['LLM.invalid', ' llm.invalid', 'llm.invalid:443'])('knows the host that is allowed: %j', async (host) => {
    const run = [...base, ...foreign, '--allow-send', host, '--timeout', '5'];
    expect((await cli(await folderOf(files), run)).stderr).toContain('cannot be reached');
  });

  it('asks nobody for models where the project forbids to send', async () => {
    await using setup = await setUpWith([], {}, { 'sop-shots.yaml': 'privacy:\n  send: never\n' });
    const { code } = await setup.run(['--count', '1']);
    expect([code, setup.server.requests.length]).toEqual([2, 0]);
  });

  it('prints a request without asking for the model', async () => {
    await using setup = await setUpWith([], {});
    const { code, stdout } = await setup.run(['--dry-run', '--count', '1']);
    expect([code, setup.server.requests.length]).toEqual([0, 0]);
    expect(stdout).toContain('# Printer repair');
  });

  it.each([
    ['c', 2, ''],
    ['', 2, ''],
    ['l', 0, 'status: draft'],
  ])('asks on a terminal; %j', async (answer, code, said) => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answer;
    };
    const result = await cli(await folderOf(files), [...base, ...foreign], { ask });
    expect([result.code, asked.length]).toEqual([code, 1]);
    expect(result.stdout).toContain(said);
    expect(result.stderr).toContain('SearchSolution');
  });

  it('shows exactly what would be sent, and sends nothing', async () => {
    await using setup = await setUpWith([{ text: '' }]);
    const plain = await setup.run(['--dry-run', '--count', '1', '--model', 'small']);
    expect(plain.stdout).toContain('# Printer repair');
    expect(setup.server.requests).toHaveLength(0);
    const masked = await setup.run(['--dry-run', '--count', '1', '--model', 'small', '--mask', 'strict']);
    expect(masked.stdout).not.toMatch(/SearchSolution|weekday/);
    await setup.run(['--count', '1', '--model', 'small', '--mask', 'strict', '--max-repairs', '0']);
    const sent = setup.server.chats[0]?.body.messages ?? [];
    for (const { content } of sent) expect(masked.stdout).toContain(content.trimEnd());
  });

  it('shows a request masked where the project wants it masked', async () => {
    await using setup = await setUpWith([], {}, { 'sop-shots.yaml': 'privacy:\n  mask: names\n' });
    expect((await setup.run(['--dry-run', '--count', '1'])).stdout).not.toMatch(/SearchSolution|weekday/);
  });

  it('obeys a project file that forbids, and none that allows', async () => {
    await using setup = await setUpWith([{ text: '' }], {}, { 'sop-shots.yaml': 'privacy:\n  send: never\n' });
    const { code, stderr } = await setup.run([]);
    expect([code, setup.server.chats.length]).toEqual([2, 0]);
    expect(stderr).toContain('privacy.send');
  });

  it('never prints a key', async () => {
    const env = { SOP_SHOTS_API_KEY: 'sk-secret-123456' };
    await using setup = await setUpWith([], { key: 'other' });
    const { code, stderr, stdout } = await setup.run(['--model', 'small'], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('rejected the API key');
    expect(stderr + stdout).not.toContain('secret');
  });
});

it('writes its templates out once, and leaves changed ones alone', async () => {
  const folder = await folderOf({ '.sop-shots/prompts/system.en.md': 'Mine.' });
  const { stdout } = await cli(folder, ['generate', '--write-templates']);
  expect(stdout.split('\n')).toHaveLength(22);
  expect(readFileSync(join(folder, '.sop-shots/prompts/system.en.md'), 'utf8')).toBe('Mine.');
  expect(readFileSync(join(folder, '.sop-shots/prompts/from-sop.zh-CN.md'), 'utf8')).toContain('{{sop}}');
  expect((await cli(folder, ['generate', '--write-templates'])).stdout).toBe('');
});

it('prints its help in both languages', async () => {
  const folder = await folderOf({});
  expect((await cli(folder, ['generate', '--help', '--lang', 'zh-CN'])).stdout).toContain('要为其编写示例的流程');
  expect((await cli(folder, ['generate', '--help'])).stdout).toContain('--allow-send');
});

describe('what is sent, before it is', () => {
  const trusting = ['--dry-run', '--count', '1', '--model', 'small'];

  it('names what was replaced and what looks like a name, apart from the text', async () => {
    await using setup = await setUpWith([]);
    const args = [...trusting, '--mask', 'names', '--instructions', 'Customers of Fjordline.'];
    const { stdout, stderr } = await setup.run(args);
    expect(stderr).toMatch(/Replaced by aliases: \d+ occurrences of \d+ names\.\nLooks like a name .*Fjordline/);
    expect(stdout).not.toContain('Replaced by aliases');
    expect(stdout).toContain('Customers of Fjordline.');
  });

  it('is marked on a terminal, and not where colors are unwanted', async () => {
    await using setup = await setUpWith([]);
    const plain = await setup.run(trusting);
    const colored = await setup.run(trusting, { isTerminal: true });
    expect(plain.stderr).toContain('SearchSolution');
    expect(plain.stdout).not.toContain('\u001B');
    expect(colored.stdout).toContain('\u001B[4m\u001B[33mSearchSolution');
    expect((await setup.run(trusting, { isTerminal: true, env: { NO_COLOR: '1' } })).stdout).toBe(plain.stdout);
  });
});
