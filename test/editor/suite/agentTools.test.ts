import assert from 'node:assert/strict';
import { ConfigurationTarget, type LanguageModelTextPart, lm, workspace } from 'vscode';
import { confirmationOf } from '../../../src/extension/agentTools/register.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { shot, tools, writeFile } from '../support/editing.ts';

const names = [
  'sopShots_checkCall',
  'sopShots_convert',
  'sopShots_countLora',
  'sopShots_coverage',
  'sopShots_fix',
  'sopShots_generate',
  'sopShots_lint',
  'sopShots_procedure',
  'sopShots_prompt',
];

const SOP = '# Repair\n\n1. Ask what is broken.\n2. Call `Find` with the error.\n3. Tell the customer.\n';
const UNTIDY = '**User**: a\n\n**Think**: b\n\n**Action**: c\n';

async function invoke(name: string, input: object): Promise<Record<string, unknown>> {
  const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = content as LanguageModelTextPart[];
  assert.ok(part);
  return JSON.parse(part.value) as Record<string, unknown>;
}

async function setUser(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('sopShots').update(name, value, ConfigurationTarget.Global);
}

describe('tools of the editor’s agent', () => {
  before(() => writeFile('test.tools.json', tools));

  it('are offered with a description and a schema', () => {
    const ours = lm.tools.filter(({ name }) => name.startsWith('sopShots_'));
    assert.deepEqual(ours.map(({ name }) => name).sort(), names);
    for (const { description, inputSchema } of ours) {
      assert.ok(description.length > 40, description);
      assert.equal((inputSchema as { type?: string } | undefined)?.type, 'object');
    }
  });

  it('say before a call what they do, and that nothing is sent', () => {
    for (const name of names) {
      const input = { path: 'a.shots.md', sop: 'a.shots.md', text: 'a.shots.md', call: 'f()', model: 'm' };
      const en = confirmationOf(name, input, 'en');
      const zh = confirmationOf(name, input, 'zh-CN');
      const texts = [en, zh].map(({ confirmationMessages }) => {
        const message = confirmationMessages?.message;
        return typeof message === 'string' ? message : (message?.value ?? '');
      });
      assert.match(texts[0] ?? '', /nothing.{1,6}is.{1,6}sent/);
      assert.match(texts[1] ?? '', /不发送任何内容/);
      assert.match(String(en.invocationMessage), /a\.shots\.md|f\(\)| m$/);
    }
  });

  it('show an agent’s words as they are, without a link or a page of them', () => {
    const input = { call: `[harmless](https://evil.example) ${'x'.repeat(5000)}` };
    const { confirmationMessages } = confirmationOf('sopShots_checkCall', input, 'en');
    const message = confirmationMessages?.message;
    const text = typeof message === 'string' ? message : (message?.value ?? '');
    assert.ok(text.length < 1000);
    assert.doesNotMatch(text, /[^\\]\[harmless\]\(/);
  });

  it('answer from this machine alone, whatever model is chosen', async () => {
    const server = await startOpenAiServer({ models: ['small'] });
    await setUser('connections', [{ name: 'near', provider: 'custom', baseUrl: server.baseUrl, model: 'small' }]);
    await setUser('connection', 'near');
    try {
      await writeFile('agent.shots.md', shot('error = 3'));
      const linted = await invoke('sopShots_lint', { path: 'agent.shots.md' });
      assert.deepEqual(
        (linted.findings as { rule: string }[]).map(({ rule }) => rule),
        ['parameter-type'],
      );
      const checked = await invoke('sopShots_checkCall', {
        call: 'Find(error = "jam", top_k = "3")',
        path: 'agent.shots.md',
      });
      assert.equal(checked.ok, false);
      await invoke('sopShots_procedure', { path: 'agent.shots.md' });
      await invoke('sopShots_countLora', { model: 'meta-llama/Llama-3.2-1B' });
      assert.equal(server.requests.length, 0);
    } finally {
      await setUser('connection', undefined);
      await setUser('connections', undefined);
      await server.close();
    }
  });

  it('fix a text without writing, and a document in its editor, where it can be undone', async () => {
    const fixed = await invoke('sopShots_fix', { text: UNTIDY });
    assert.match(String(fixed.text), /\*\*Think\*\*: b\n\*\*Action\*\*: c\n/);
    const uri = await writeFile('untidy.shots.md', UNTIDY);
    assert.deepEqual(await invoke('sopShots_fix', { path: 'untidy.shots.md' }), { changed: true, saved: false });
    const document = await workspace.openTextDocument(uri);
    assert.equal(document.getText(), fixed.text);
    assert.ok(document.isDirty);
    assert.deepEqual(await invoke('sopShots_fix', { path: 'untidy.shots.md' }), { changed: false });
    await document.save();
  });

  it('draft shots, convert a text, and hand over the prompt and the coverage', async () => {
    await writeFile('agent.sop.md', SOP);
    const input = { sop: 'agent.sop.md', tools: ['test.tools.json'], count: 2, language: 'en', seed: 1 };
    const drafted = await invoke('sopShots_generate', input);
    assert.equal(drafted.shots, 2, JSON.stringify(drafted));
    assert.match(String(drafted.document), /^---\nsop: \.\/agent\.sop\.md\ntools: \[\.\/test\.tools\.json\]\n---/);
    assert.match(String(drafted.document), /Find\(/);
    assert.deepEqual(await invoke('sopShots_generate', input), drafted);
    const { prompt } = await invoke('sopShots_prompt', input);
    assert.match(String(prompt), /Ask what is broken\./);
    const converted = await invoke('sopShots_convert', {
      text: '1. Ask what is broken.\n2. Call `Find`.',
      language: 'en',
    });
    assert.equal(typeof converted.document, 'string', JSON.stringify(converted));
    await writeFile('covered.shots.md', String(drafted.document));
    const { procedures, totals } = await invoke('sopShots_coverage', { path: 'covered.shots.md' });
    assert.equal((procedures as readonly unknown[]).length, 1);
    assert.ok((totals as { readonly steps: { readonly covered: number } }).steps.covered > 0);
  });

  for (const [name, input] of [
    ['sopShots_lint', {}],
    ['sopShots_fix', {}],
    ['sopShots_fix', { path: 'nothing.shots.md' }],
    ['sopShots_coverage', { path: '/etc' }],
    ['sopShots_generate', { sop: 'nothing.sop.md' }],
    ['sopShots_prompt', { sop: '../out.sop.md' }],
    ['sopShots_convert', { text: ' ' }],
    ['sopShots_lint', { path: '/etc/passwd' }],
    ['sopShots_lint', { path: '../../secret.shots.md' }],
    ['sopShots_procedure', { path: 'nothing.sop.md' }],
    ['sopShots_procedure', { path: 'file:///etc/passwd' }],
    ['sopShots_checkCall', { call: '  ' }],
    ['sopShots_checkCall', { call: 'Find()', path: '../out.shots.md' }],
    ['sopShots_countLora', { model: 'no/such-model' }],
  ] as const) {
    it(`say what to do instead: ${name} ${JSON.stringify(input)}`, async () => {
      const answer = await invoke(name, input);
      assert.equal(typeof answer.error, 'string', JSON.stringify(answer));
    });
  }

  it('name the field of a LoRA configuration that is wrong', async () => {
    const { findings } = await invoke('sopShots_countLora', {
      model: 'meta-llama/Llama-3.2-1B',
      adapter: { peft_type: 'LORA', r: 0, target_modules: ['q_proj'] },
    });
    assert.ok((findings as { severity: string }[]).some(({ severity }) => severity === 'error'));
  });
});
