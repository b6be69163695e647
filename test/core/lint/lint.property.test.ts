import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguageService, type Diagnostic } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { arbitraryDocument, runs } from '../parser/arbitraryDocuments.ts';

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

/** Shots as people write them, with the mistakes they make. */
const line = fc.constantFrom(
  '**User**: 打印机卡纸了，电话 13912345067',
  '**User**: The printer is jammed.',
  '**User**: <User request>',
  '**Think**: Look it up.',
  '**Thought**: 先查。',
  'Think：先查。',
  '**Thnik**: Look.',
  '**Action**: SearchSolution("x", top_k = "3")',
  '**Action**: SearchSolution（Error＝“卡纸”，top_k：3）。',
  '**Action**: SearchSolution(Error = "x", Error = "x", urgent = "true", urgent = 1',
  '**Action**: `SearchSolution({"Error": 13, "Error": 13})`',
  '**Action**: 询问 SearchSolution(top_k = 99) 的结果。',
  '**Action：** SearchSolution',
  '**Action Input**: paper jam',
  '**Observation**: ...',
  '**Observation**:',
  '**Plan**:',
  '1. Look.',
  '**Step 1**: Look.',
  '**Answer**: Done.',
  '---',
  '***',
  '',
  '',
  '<!-- step 2 -->',
  '<!-- sop-shots-disable-next-line -->',
  '<!-- sop-shots-disable call-syntax nonsense -->',
  '```json',
  '```',
  '## 示例 1',
);

const shots = fc
  .tuple(fc.array(line, { maxLength: 24 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'))
  .map(([lines, lineBreak, mark]) => mark + lines.join(lineBreak));

const anyDocument = fc.oneof({ weight: 3, arbitrary: shots }, { weight: 1, arbitrary: arbitraryDocument });

function serviceFor(text: string) {
  const service = createLanguageService(memoryHost({ 'a.tools.json': TOOLS, 'a.shots.md': text }), {
    language: 'zh-CN',
  });
  const uri = memoryUri('a.shots.md');
  const options = { rules: { 'ungrounded-argument': 'info', 'token-budget': 'info' } } as const;
  return {
    lint: async () => (await service.lint(uri, options)).diagnostics,
    fixAll: async () => (await service.fixAll(uri, options)).text,
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
const timeout = 600_000;

describe('over random documents', { timeout }, () => {
  it('findings and repairs stay inside the text, and every place of a message is filled', async () => {
    await fc.assert(
      fc.asyncProperty(shots, async (text) => {
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
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  it('fixing keeps the line breaks and the byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(shots, async (text) => {
        const fixed = await serviceFor(text).fixAll();
        expect(fixed.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
        if (text.includes('\r\n')) expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
        else expect(fixed).not.toContain('\r');
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});
