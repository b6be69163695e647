import { describe, expect, it } from 'vitest';
import { datasetTargets } from '../../../src/datasets/index.ts';
import { exportLocks, settingsOf } from '../support.ts';

describe.each(datasetTargets.map(({ id }) => id))('target %s', (id) => {
  it('writes the mixed rounds of locks.shots.md as its golden file has them', async () => {
    const { rows, reasons, exporter } = await exportLocks(settingsOf(id, { tools: { kind: 'used' } }));
    const layouts = exporter.layouts().map(({ form, rows: count, first }) => ({ form, count, first }));
    const text = JSON.stringify(
      { layouts, reasons, rows: rows.map(({ form, line }) => ({ form, row: JSON.parse(line) })) },
      undefined,
      2,
    );
    await expect(`${text}\n`).toMatchFileSnapshot(`../../fixtures/datasets/golden/${id}.json`);
  });
});
