import { describe, expect, it } from 'vitest';
import { bench } from './check.ts';

const CALL = '**User**: Hi\n**Action**: ';

describe('signature help', () => {
  it.each([
    ['SearchSolution(‸', 'Error'],
    ['SearchSolution(‸)', 'Error'],
    ['SearchSolution("x", ‸)', 'top_k'],
    ['SearchSolution("x", 3, ‸', 'device'],
    ['SearchSolution(device = "pr‸inter")', 'device'],
    ['SearchSolution(Error = "a", device = ‸', 'device'],
    ['SearchSolution(Error = "a, b‸")', 'Error'],
    ['SubmitOrder(order = "1", parts = [{"name": "‸"}])', 'parts'],
    ['SubmitOrder({"order": "‸"})', 'order'],
    ['{"name": "SubmitOrder", "arguments": {"tags": [‸]}}', 'tags'],
    ['SearchSolution（‸', 'Error'],
    ['[SearchSolution(Error="a"), SearchAvailableTime(‸', 'day'],
  ])('%s is at %s', async (at, name) => {
    const { service, uri, position } = bench(CALL + at);
    const help = await service.signatureHelp(uri, position);
    const [signature] = help?.signatures ?? [];
    const label = signature?.parameters?.[help?.activeParameter ?? -1]?.label as [number, number] | undefined;
    expect(signature?.label.slice(...(label ?? [0, 0])).replace(/[?:].*$/, '')).toBe(name);
  });

  it.each(['‸', 'Sea‸rch', 'Unknown(‸', 'SearchSolution(Error="x")‸', 'ask (the ‸user)'])('%s has none', async (at) => {
    const { service, uri, position } = bench(CALL + at);
    expect(await service.signatureHelp(uri, position)).toBeUndefined();
  });

  it('says the whole signature', async () => {
    const { service, uri, position } = bench(`${CALL}SearchSolution(‸`);
    const help = await service.signatureHelp(uri, position);
    expect(help?.signatures[0]?.label).toBe('SearchSolution(Error: string, top_k?: integer, device?)');
  });

  it('marks no parameter after the last one', async () => {
    const { service, uri, position } = bench(`${CALL}SearchAvailableTime("a", True, ‸`);
    expect((await service.signatureHelp(uri, position))?.activeParameter).toBe(2);
  });

  it('shows every tool of the name', async () => {
    const one = (description: string) =>
      JSON.stringify([{ name: 'f', description, parameters: { type: 'object', properties: {} } }]);
    const { service, uri, position } = bench(`${CALL}f(‸`, {
      files: { 'a.tools.json': one('a'), 'b.tools.json': one('b') },
    });
    expect((await service.signatureHelp(uri, position))?.signatures).toHaveLength(2);
  });
});
