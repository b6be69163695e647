import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../src/core/index.ts';
import { createCoverageMeter } from '../../src/evaluation/index.ts';
import { countUnused, type ToolFileNode, toToolFileNode } from '../../src/extension/toolsView/toolNode.ts';
import { memoryHost } from '../support/memoryHost.ts';

const API = JSON.stringify({
  openapi: '3.0.0',
  info: { title: 'Desk', version: '1' },
  paths: {
    '/cases': {
      get: { operationId: 'listCases', responses: {} },
      post: { operationId: 'addCase', responses: {} },
      delete: { operationId: 'dropCases', responses: {} },
    },
  },
});
const TOOLS = JSON.stringify([{ name: 'Wait', description: 'Waits.', parameters: { type: 'object' } }]);
const SHOTS =
  '---\ntools:\n  - file: ./api.tools.json\n    include: [listCases, addCase]\ntargets: [openai]\n---\n\n' +
  '**User**: What is open?\n**Think**: List it.\n**Action**: listCases()\n**Observation**: Nothing.\n';

const files = { 'api.tools.json': API, 'other.tools.json': TOOLS, 'a.shots.md': SHOTS };
const service = createLanguageService(memoryHost(files), { language: 'en' });

async function nodesOf(uri: string): Promise<ToolFileNode | undefined> {
  const tools = ['file:///w/api.tools.json', 'file:///w/other.tools.json'];
  const coverage = await createCoverageMeter(() => service).measure({
    shots: ['file:///w/a.shots.md'],
    procedures: [],
    tools,
    includesUsed: true,
  });
  const file = await service.toolFile(uri);
  return file && toToolFileNode(file, coverage ?? { tools: [] });
}

describe('a tool file in the side bar', () => {
  it('has its tools with the shots that call them, unused ones first', async () => {
    const node = await nodesOf('file:///w/api.tools.json');
    expect(node?.format).toBe('openapi-3.0');
    expect(node?.tools.map(({ name, operation, shots }) => [name, operation, shots])).toEqual([
      ['addCase', 'POST /cases', 0],
      ['listCases', 'GET /cases', 1],
      ['dropCases', 'DELETE /cases', undefined],
    ]);
    expect(node && countUnused(node)).toBe(1);
  });

  it('names the document that can call a tool, and where the tool is defined', async () => {
    const [add] = (await nodesOf('file:///w/api.tools.json'))?.tools ?? [];
    expect(add?.document).toBe('file:///w/a.shots.md');
    const { start, end } = add?.range ?? { start: { character: 0 }, end: { character: 0 } };
    expect(API.slice(start.character, end.character)).toBe('"addCase"');
  });

  it('has no document where nothing uses the file', async () => {
    const node = await nodesOf('file:///w/other.tools.json');
    expect(node?.tools).toMatchObject([{ name: 'Wait', operation: '', shots: 0, document: undefined }]);
  });

  it('is checked for the targets of the documents that use it', async () => {
    const options = { maxFindings: 1 };
    expect((await service.lint('file:///w/api.tools.json', options)).targets).toEqual(['openai']);
    expect((await service.lint('file:///w/other.tools.json', options)).targets).toEqual([]);
  });
});
