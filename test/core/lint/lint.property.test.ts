import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguageService, type Diagnostic } from '../../../src/core/index.ts';
import { rules } from '../../../src/core/lint/rules/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { runs } from '../../support/properties.ts';
import { edited } from '../features/check.ts';
import { arbitraryDocument } from '../parser/arbitraryDocuments.ts';
import { arbitraryShots } from './arbitraryShots.ts';

const TOOLS = JSON.stringify([
  {
    name: 'SearchSolution',
    description: 'Looks up solutions.',
    parameters: {
      type: 'object',
      properties: { Error: { type: 'string' }, top_k: { type: 'integer', maximum: 10 }, urgent: { type: 'boolean' } },
      required: ['Error'],
    },
  },
]);

const STYLE = rules.filter(({ group }) => group === 'style').map(({ id }) => id);

const anyDocument = fc.oneof({ weight: 3, arbitrary: arbitraryShots }, { weight: 1, arbitrary: arbitraryDocument });

function serviceFor(text: string) {
  const service = createLanguageService(memoryHost({ 'a.tools.json': TOOLS, 'a.shots.md': text }), {
    language: 'zh-CN',
  });
  const uri = memoryUri('a.shots.md');
  const options = { rules: { 'ungrounded-argument': 'info', 'token-budget': 'info' } } as const;
  return {
    lint: async () => (await service.lint(uri, options)).diagnostics,
    fixAll: async () => (await service.fixAll(uri, options)).text,
    format: async () => edited(text, await service.format(uri)),
  };
}

function expectInside(text: string, { range, message, repairs }: Diagnostic): void {
  const lines = text.split(/\r\n|\n|\r/);
  const edits = repairs.flatMap(({ changes }) => Object.values(changes).flat());
  for (const { start, end } of [range, ...edits.map((edit) => edit.range)]) {
    expect(start.line < end.line || (start.line === end.line && start.character <= end.character)).toBe(true);
    for (const { line: at, character } of [start, end]) {
      expect(at).toBeLessThan(lines.length);
      expect(character).toBeLessThanOrEqual(lines[at]?.length ?? 0);
    }
  }
  // An argument that was forgotten stays visible as `{name}`.
  expect(message).not.toMatch(/\{\w+\}(?!\})/);
}

/** A nightly run takes its time. */
const timeout = 3_600_000;

describe('over random documents', { timeout }, () => {
  it('findings and repairs stay inside the text, and every place of a message is filled', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShots, async (text) => {
        for (const diagnostic of await serviceFor(text).lint()) expectInside(text, diagnostic);
      }),
      { numRuns: runs },
    );
  });

  it('linting never throws', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (text) => {
        expect(await serviceFor(text).lint()).toBeInstanceOf(Array);
      }),
      { numRuns: runs },
    );
  });

  it('fixing is idempotent and leaves nothing to fix', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (text) => {
        const fixed = await serviceFor(text).fixAll();
        const again = serviceFor(fixed);
        expect(await again.fixAll()).toBe(fixed);
        expect((await again.lint()).filter(({ fixable }) => fixable)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('fixing keeps the line breaks and the byte order mark', async () => {
    const breaksOf = (text: string) => new Set(text.match(/\r\n|\n|\r/g));
    await fc.assert(
      fc.asyncProperty(arbitraryShots, async (text) => {
        const fixed = await serviceFor(text).fixAll();
        expect(fixed.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
        const before = breaksOf(text);
        if (before.size === 1) for (const lineBreak of breaksOf(fixed)) expect(before).toContain(lineBreak);
      }),
      { numRuns: runs },
    );
  });

  it('formatting is idempotent and leaves no style to fix', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (text) => {
        const formatted = await serviceFor(text).format();
        const again = serviceFor(formatted);
        expect(await again.format()).toBe(formatted);
        expect((await again.lint()).filter(({ rule, fixable }) => fixable && STYLE.includes(rule))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
