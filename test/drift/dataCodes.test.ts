import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';
import { rules } from '../../src/core/lint/rules/index.ts';
import { DATA_CODES } from '../../src/datasets/index.ts';

const ruleIds = new Set(rules.map(({ id }) => id));

it.each([
  ['docs/datasets.md', '| code | problem |'],
  ['docs/zh-CN/datasets.md', '| 代码 | 问题 |'],
])('%s lists every code of training data', (page, head) => {
  const [, table = ''] = readFileSync(join(ROOT, page), 'utf8').split(head);
  const [rows = ''] = table.split('\n\n');
  const codes = [...rows.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code = '']) => code);
  expect(codes.filter((code) => !ruleIds.has(code)).toSorted()).toEqual(DATA_CODES.toSorted());
});
