import { describe, expect, it } from 'vitest';
import { type DatasetTarget, findTarget, toProjectSettings, toWireNames } from '../../../src/datasets/index.ts';

function target(id: string): DatasetTarget {
  const found = findTarget(id);
  if (found === undefined) throw new Error(`no target ${id}`);
  return found;
}

describe('settings of the project file', () => {
  it('replace the defaults', () => {
    const project = { thought: 'reasoning', status: 'approved', parallel: 'split', splitTurns: true, tools: 'used+2' };
    const settings = toProjectSettings(target('hf'), { ...project, wireNames: { 查找: 'find' } });
    expect(settings).toMatchObject({ thought: 'reasoning', status: 'approved', parallel: 'split', splitTurns: true });
    expect(settings.tools).toEqual({ kind: 'used+', others: 2 });
    expect([settings.wireNames, settings.generateNames]).toEqual([{ 查找: 'find' }, true]);
  });

  it('that the target does not have, or that are none, are not used', () => {
    const settings = toProjectSettings(target('openai'), { thought: 'reasoning', status: 1, tools: 'every' });
    expect(settings).toMatchObject({ thought: 'content', status: undefined, tools: { kind: 'document' } });
  });

  it('have names that are texts only', () => {
    expect(toWireNames({ a: 'b' })).toEqual({ a: 'b' });
    expect([toWireNames({ a: 1 }), toWireNames(['a']), toWireNames(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
