import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LanguageService, Position } from '../../../src/core/index.ts';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { runs } from '../../support/properties.ts';
import { mutatedDocument } from '../parser/arbitraryDocuments.ts';
import { bench, CURSOR, FILES, SOP, TOOLS } from './check.ts';

/** Every feature at one place. */
async function askAll(service: LanguageService, uri: string, position: Position): Promise<void> {
  const range = { start: { line: 0, character: 0 }, end: position };
  const { items } = await service.complete(uri, position);
  for (const item of items.slice(0, 2)) await service.resolveCompletion(item);
  for (const { textEdit } of items) {
    const edit = textEdit as { readonly range: { readonly start: Position; readonly end: Position } } | undefined;
    // Editors refuse what reaches over several lines or does not hold the cursor.
    expect(edit?.range.start.line).toBe(position.line);
    expect(edit?.range.end.line).toBe(position.line);
    expect(edit?.range.start.character).toBeLessThanOrEqual(position.character);
    expect(edit?.range.end.character).toBeGreaterThanOrEqual(position.character);
  }
  await service.signatureHelp(uri, position);
  await service.hover(uri, position);
  await service.selectionRanges(uri, [position]);
  await service.inlayHints(uri, range);
}

/** Every feature that is about a whole file. */
async function askWhole(service: LanguageService, uri: string): Promise<void> {
  const { data } = await service.semanticTokens(uri);
  expect(data.every((number) => Number.isInteger(number) && number >= 0)).toBe(true);
  await service.documentSymbols(uri);
  await service.foldingRanges(uri);
  await service.documentLinks(uri);
  await service.codeLenses(uri);
  await service.workspaceSymbols('a');
}

const json = JSON.stringify(TOOLS, null, 1);
const SHOTS = `---
sop: ./repair.sop.md
tools: [./a.tools.json]
---
**User**: Paper jam “SO-1”
<!-- step 2 -->
**Think**: Look.
**Action**: SearchSolution(Error = "jam", top_k = 3, device = "printer")
**Observation**: {"a": 1}

**Action**: [SubmitOrder(parts = [{"name": "a"}]), {"name": "f", "arguments": {"a": [1, 2}}]
`;

/** A text with a piece cut out or put in, as somebody types it. */
const broken = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(12),
      fc.constantFrom(
        '',
        '"',
        '(',
        ')',
        '{',
        '}',
        '[',
        ',',
        ':',
        '---',
        '<!--',
        '\n',
        '`',
        "'",
        '“',
        '\u{1f600}',
        '步',
      ),
    )
    .map(([at, length, inserted]) => text.slice(0, at) + inserted + text.slice(at + length));

const cut = (text: string): fc.Arbitrary<string> => fc.nat(text.length).map((at) => text.slice(0, at));

describe('no feature throws', () => {
  it.each<[string, string, fc.Arbitrary<string>]>([
    ['random shots', 'x.shots.md', mutatedDocument],
    ['shots as they are typed', 'x.shots.md', fc.oneof(cut(SHOTS), broken(SHOTS))],
    ['Markdown with fences', 'x.md', broken(`# A\n\n\`\`\`shots\n${SHOTS}\`\`\`\n`)],
    ['procedures', 'x.sop.md', fc.oneof(cut(SOP), broken(`---\nid: a\ntools: [a]\n---\n${SOP}`))],
    ['tool files', 'x.tools.json', fc.oneof(cut(json), broken(json))],
    [
      'tool files in YAML',
      'x.tools.yaml',
      broken('- name: f\n  parameters:\n    type: object\n    properties:\n      a: {enum: [b, c]}\n'),
    ],
    [
      'project files',
      'sop-shots.yaml',
      broken('tools: [./a.tools.json]\nrules:\n  unknown-tool: off\nstyle:\n  colon: keep\n'),
    ],
  ])('on %s', async (_title, name, texts) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), async (text, places) => {
        const host = memoryHost({ ...FILES, [name]: text });
        const service = createLanguageService(host, { language: 'en' });
        service.setFeatureOptions({
          inlayHints: { parameterNames: true, steps: true },
          snippets: true,
          createsFiles: true,
        });
        const uri = memoryUri(name);
        const { lines } = bench(text);
        for (const place of places) {
          // No cursor is between the two characters of a line break.
          const offset = lines.offsetAt(lines.positionAt(place % (text.length + 1)));
          await askAll(service, uri, lines.positionAt(offset));
        }
        await askWhole(service, uri);
      }),
      { numRuns: Math.ceil(runs / 25) },
    );
  });
});

describe('bad input', () => {
  it.each([
    '**User**: a\n**Action**: SearchSolution(‸',
    '**User**: a\n**Action**: SearchSolution(Error = "‸',
    '**User**: a\n**Action**: SearchSolution(Error = "x", ‸',
    '**User**: a\n**Action**: SubmitOrder(parts = [{"name": ‸',
    '**User**: a\n**Action**: {"name": "SubmitOrder", "arguments": {"‸',
    'User: a\nAction: SubmitOrder\nAction Input: {"‸',
  ])('completes a half-typed call at the end of the file: %j', async (at) => {
    const { service, uri, position } = bench(at);
    const { items } = await service.complete(uri, position);
    expect(items.length + (/"‸$|: ‸$/.test(at) ? 1 : 0)).toBeGreaterThan(0);
  });

  it('answers for the text that counts, whatever changes meanwhile', async () => {
    const { service, uri, host, position } = bench(`**User**: a\n**Action**: Search${CURSOR}Solution(Error = "x")`);
    const asked = service.hover(uri, position);
    host.write(uri, 'gone');
    await asked;
    await service.changed(uri);
    expect(await service.hover(uri, position)).toBeUndefined();
  });

  it('says nothing of a file that cannot be read', async () => {
    const { service } = bench('');
    for (const name of ['gone.shots.md', 'gone.sop.md', 'gone.tools.json', 'sop-shots.yaml', 'gone.md', 'gone.json']) {
      await askWhole(service, memoryUri(name));
      await service.hover(memoryUri(name), { line: 3, character: 3 });
      expect((await service.complete(memoryUri(name), { line: 3, character: 3 })).items).toEqual([]);
    }
  });

  it('takes the first of two tools of one name', async () => {
    const one = (description: string) => JSON.stringify([{ name: 'f', description, parameters: { type: 'object' } }]);
    const files = { 'a.tools.json': one('the first'), 'b.tools.json': one('the second') };
    const { service, uri, position } = bench('**User**: a\n**Action**: f‸()', { files });
    const hover = await service.hover(uri, position);
    expect(JSON.stringify(hover?.contents)).toContain('the first');
  });

  it('supports recursive schemas', async () => {
    const node = {
      type: 'object',
      properties: {
        next: { $ref: '#/definitions/Node' },
        list: { type: 'array', items: { $ref: '#/definitions/Node' } },
      },
    };
    const tools = JSON.stringify({
      name: 'f',
      parameters: { $ref: '#/definitions/Node' },
      definitions: { Node: node },
    });
    const { service, uri, position } = bench('**User**: a\n**Action**: f(next = {"next": {"‸', {
      files: { 'a.tools.json': tools },
    });
    expect((await service.complete(uri, position)).items.map(({ label }) => label)).toEqual(['next', 'list']);
    await askWhole(service, memoryUri('a.tools.json'));
  });
});
