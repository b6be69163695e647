import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguageService, selectTools, type Tool, toInclude } from '../../../src/core/index.ts';
import { memoryHost } from '../../support/memoryHost.ts';

const OPERATIONS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['/orders', 'get', 'listOrders', ['orders']],
  ['/orders', 'post', 'addOrder', ['orders']],
  ['/orders/{id}', 'get', 'getOrder', ['orders']],
  ['/orders/{id}/lines', 'get', 'getLines', ['orders', 'lines']],
  ['/stock/items', 'get', 'listItems', []],
  ['/stock/items', 'put', 'setItems', []],
  ['/stock/moves', 'get', 'listMoves', []],
  ['/ping', 'get', 'ping', ['health check']],
];

async function load(): Promise<readonly Tool[]> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [path, method, operationId, tags] of OPERATIONS) {
    paths[path] = { ...paths[path], [method]: { operationId, tags, responses: {} } };
  }
  const api = JSON.stringify({ openapi: '3.0.0', info: { title: 'Shop', version: '1' }, paths });
  const service = createLanguageService(memoryHost({ 'shop.tools.json': api }), { language: 'en' });
  return (await service.toolFile('file:///w/shop.tools.json'))?.tools ?? [];
}

describe('entries of include', () => {
  it('are names where few tools are chosen', async () => {
    const tools = await load();
    expect(toInclude(tools, tools.slice(0, 4))).toEqual(['listOrders', 'addOrder', 'getOrder', 'getLines']);
    expect(toInclude(tools, [])).toEqual([]);
  });

  it('are tags and paths where many are', async () => {
    const tools = await load();
    const shop = tools.filter(({ name }) => name !== 'ping');
    expect(toInclude(tools, shop)).toEqual(['tag:orders', '/stock/**']);
    const most = shop.filter(({ name }) => name !== 'setItems');
    expect(toInclude(tools, most)).toEqual(['tag:orders', 'listItems', 'listMoves']);
    expect(toInclude(tools, tools)).toEqual(['/**']);
  });

  it('select exactly the chosen tools', async () => {
    const tools = await load();
    expect(tools).toHaveLength(OPERATIONS.length);
    fc.assert(
      fc.property(fc.subarray([...tools], { minLength: 1 }), (chosen) => {
        expect(selectTools(tools, { include: toInclude(tools, chosen), exclude: [] })).toEqual(chosen);
      }),
    );
  });
});
