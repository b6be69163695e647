import { describe, expect, it } from 'vitest';
import { cli, folderOf } from './support.ts';

const PROCEDURE = '1. Ask for the receipt.\n2. If it is missing, stop; otherwise refund it.\n';

describe('sop-shots flow', () => {
  it('prints Mermaid by default', async () => {
    const folder = await folderOf({ 'returns.sop.md': PROCEDURE });
    const { stdout, code } = await cli(folder, ['flow', 'returns.sop.md']);
    expect(code).toBe(0);
    expect(stdout).toContain('-->|"it is missing"|');
    expect(stdout.startsWith('flowchart TD\n')).toBe(true);
  });

  it('prints JSON and SVG', async () => {
    const folder = await folderOf({ 'returns.sop.md': PROCEDURE });
    const json = await cli(folder, ['flow', 'returns.sop.md', '--format', 'json']);
    expect(JSON.parse(json.stdout).edges.map((edge: { readonly to: string }) => edge.to)).toContain('END');
    const svg = await cli(folder, ['flow', 'returns.sop.md', '--format', 'svg', '--lang', 'zh-CN']);
    expect(svg.stdout).toContain('否则');
  });

  it('says why it cannot draw', async () => {
    const folder = await folderOf({ 'poem.sop.md': 'Roses are red.\n' });
    expect(await cli(folder, ['flow', 'poem.sop.md'])).toMatchObject({ stdout: '', code: 2 });
    expect(await cli(folder, ['flow', 'missing.sop.md'])).toMatchObject({ stdout: '', code: 2 });
    expect(await cli(folder, ['flow', 'poem.sop.md', '--format', 'png'])).toMatchObject({ code: 2 });
  });
});
