import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommandRunner } from '../../src/cli/mcp/runCommand.ts';
import { createMcpServer } from '../../src/cli/mcp/server.ts';
import { runCli } from '../../src/cli/program.ts';
import { AGENT_TOOLS } from '../../src/protocol/index.ts';
import { documentWith, folderOf, TOOLS } from './support.ts';

const SOP = '# Repair\n\n1. Ask what is broken.\n2. Call `SearchSolution` with the error.\n3. Tell the customer.\n';
const FILES = {
  'a.tools.json': TOOLS,
  'a.sop.md': SOP,
  'a.shots.md': documentWith('top_k = "x"'),
  'untidy.shots.md': '**User**: a\n\n**Think**: b\n\n**Action**: c\n',
};

interface Answer {
  readonly text: string;
  readonly isError: boolean;
}

/** A client of a server on a folder with some files. */
async function connect(files: Readonly<Record<string, string>> = FILES) {
  const cwd = await folderOf(files);
  const io = {
    stdout: () => {},
    stderr: () => {},
    status: () => {},
    stdin: async () => '',
    cwd,
    env: { OPENAI_API_KEY: 'never read' },
    isTerminal: false,
    language: 'en' as const,
    setExitCode: () => {},
    signal: new AbortController().signal,
  };
  const server = createMcpServer('1.2.3', io, createCommandRunner(io, runCli));
  const client = new Client({ name: 'test', version: '1' });
  const [there, back] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(back), client.connect(there)]);
  onTestFinished(() => client.close());
  const call = async (name: string, args: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const result = await client.callTool({ name, arguments: args });
    const [content] = result.content as readonly { readonly text: string }[];
    return { text: content?.text ?? '', isError: result.isError === true };
  };
  return { cwd, client, call };
}

/** The rules of the findings in an answer of `lint`. */
function rulesIn({ text }: Answer): readonly string[] {
  const report = JSON.parse(text) as {
    readonly files: readonly { readonly diagnostics: readonly { readonly rule: string }[] }[];
  };
  return report.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule));
}

describe('the MCP server', () => {
  it('lists its tools and says which of them write', async () => {
    const { client } = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(AGENT_TOOLS.map(({ name }) => name));
    const writing = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true).map(({ name }) => name);
    expect(writing).toEqual(['fix_shots']);
    expect(tools.every(({ annotations }) => annotations?.openWorldHint === false)).toBe(true);
  });

  it('lints a file, a folder and a text', async () => {
    const { call } = await connect();
    expect(rulesIn(await call('lint_shots', { path: 'a.shots.md' }))).toContain('parameter-type');
    expect(rulesIn(await call('lint_shots', {}))).toContain('parameter-type');
    expect(rulesIn(await call('lint_shots', { text: documentWith('wrong = 1') }))).toContain('unknown-parameter');
  });

  it('fixes a text without writing, and a file', async () => {
    const { cwd, call } = await connect();
    const { text: fixed } = await call('fix_shots', { text: FILES['untidy.shots.md'] });
    expect(fixed).toContain('**Think**: b\n**Action**: c\n');
    expect(await readFile(join(cwd, 'untidy.shots.md'), 'utf8')).toBe(FILES['untidy.shots.md']);
    await call('fix_shots', { path: 'untidy.shots.md' });
    expect(await readFile(join(cwd, 'untidy.shots.md'), 'utf8')).toBe(fixed);
  });

  it('checks a call', async () => {
    const { call } = await connect();
    const check = async (text: string) => rulesIn(await call('check_call', { call: text, tools: ['a.tools.json'] }));
    expect(await check('SearchSolution(Error = "jam")')).not.toContain('unknown-parameter');
    expect(await check('SearchSolution(Err = "jam")')).toContain('unknown-parameter');
  });

  it('finds the steps and parameters that no shot covers', async () => {
    const { call } = await connect({
      ...FILES,
      'b.shots.md': `---\nsop: ./a.sop.md\n---\n${documentWith('Error = "x"')}`,
    });
    const { text } = await call('check_coverage', { path: 'b.shots.md' });
    const { procedures, tools, totals } = JSON.parse(text);
    expect(
      procedures[0].steps.some(({ examples }: { readonly examples: readonly unknown[] }) => examples.length === 0),
    ).toBe(true);
    expect(tools[0].parameters.map(({ calls }: { readonly calls: number }) => calls)).toEqual([1, 0]);
    expect(totals.steps.covered).toBeLessThan(totals.steps.total);
  });

  it('drafts shots, converts a text and shows the prompt without a network', async () => {
    const { call } = await connect();
    const draft = await call('generate_shots', { sop: 'a.sop.md', count: 2, language: 'en', seed: 1 });
    expect(draft.text).toContain('SearchSolution(');
    expect(await call('generate_shots', { sop: 'a.sop.md', count: 2, language: 'en', seed: 1 })).toEqual(draft);
    const prompt = await call('get_prompt', { sop: 'a.sop.md', count: 1, language: 'en' });
    expect(prompt.text).toContain('Ask what is broken.');
    const converted = await call('convert_to_shots', { text: 'Customer: the printer is jammed.', language: 'en' });
    expect(converted.text.length).toBeGreaterThan(0);
  });

  it('reads and writes nothing outside of its folder', async () => {
    const { cwd, call } = await connect();
    const outside = await folderOf({ 'secret.shots.md': '**User**: secret\n' });
    await symlink(join(outside, 'secret.shots.md'), join(cwd, 'link.shots.md'));
    for (const path of ['../x.shots.md', '/etc/hosts', 'link.shots.md', '--fix', join(outside, 'secret.shots.md')]) {
      for (const name of ['lint_shots', 'fix_shots']) {
        const answer = await call(name, { path });
        expect(answer).toEqual({ isError: true, text: expect.stringContaining('[outside-workspace]') });
      }
    }
  });

  it('says what is wrong with a call, and goes on', async () => {
    const { call } = await connect();
    expect(await call('lint_shots', { path: 'missing.shots.md' })).toEqual({
      isError: true,
      text: 'sop-shots: no such file or folder "missing.shots.md" [usage]',
    });
    expect((await call('check_call', { wrong: 1 })).isError).toBe(true);
    expect(rulesIn(await call('lint_shots', { path: 'a.shots.md' }))).toContain('parameter-type');
  });
});
