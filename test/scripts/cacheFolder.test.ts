import { isAbsolute, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../scripts/setup/project.mjs';

test.each([
  ['its own variable wins', { SOP_SHOTS_CACHE: '/srv/cache', XDG_CACHE_HOME: '/xdg' }, resolve('/srv/cache')],
  ['else the desktop standard holds', { XDG_CACHE_HOME: '/xdg' }, join(resolve('/xdg'), 'sop-shots')],
])('%s', (_title, env, expected) => {
  expect(cacheFolder(env)).toBe(expected);
});

test('without either it is a folder of the user', () => {
  expect(isAbsolute(cacheFolder({}))).toBe(true);
  expect(cacheFolder({})).toMatch(/sop-shots/);
});
