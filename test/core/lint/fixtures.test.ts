import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLanguageService, type Language } from '../../../src/core/index.ts';
import { rules } from '../../../src/core/lint/rules/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import {
  expectationsOf,
  fixtureFolders,
  type RuleFixture,
  ruleFixtures,
  withExpectations,
} from '../../support/ruleFixtures.ts';

/** `UPDATE_FIXTURES=1` writes what is found into the fixtures, to be read before it is committed. */
const UPDATE = process.env.UPDATE_FIXTURES === '1';

function serviceFor(fixture: RuleFixture, text: string, language: Language = 'en') {
  return createLanguageService(memoryHost({ ...fixture.files, [fixture.file]: text }), { language });
}

async function lint(fixture: RuleFixture, text = fixture.text, language: Language = 'en') {
  const { diagnostics } = await serviceFor(fixture, text, language).lint(memoryUri(fixture.file));
  return diagnostics;
}

async function fixAll(fixture: RuleFixture, text = fixture.text): Promise<string> {
  return (await serviceFor(fixture, text).fixAll(memoryUri(fixture.file))).text;
}

describe.each(fixtureFolders())('%s', (rule) => {
  const fixtures = ruleFixtures(rule);

  it.each(fixtures)('$name: finds exactly what the fixture says, in both languages', async (fixture) => {
    const found = expectationsOf(await lint(fixture), await lint(fixture, fixture.text, 'zh-CN'));
    if (UPDATE) writeFileSync(fixture.path, withExpectations(fixture.text, found));
    else expect(found).toEqual(fixture.expected);
  });

  it.each(fixtures)('$name: is what its name says', async (fixture) => {
    const found = (await lint(fixture)).filter((diagnostic) => diagnostic.rule === rule);
    if (fixture.name.startsWith('invalid')) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });

  it.each(fixtures)('$name: fixes do what they say, and no fixable problem remains', async (fixture) => {
    const fixed = await fixAll(fixture);
    if (UPDATE && fixed !== fixture.text) {
      writeFileSync(fixture.path.replace(/\/((?:in)?valid[\w-]*)\./, '/$1.fixed.'), fixed);
      return;
    }
    expect(fixed).toBe(fixture.fixed ?? fixture.text);
    expect((await lint(fixture, fixed)).filter(({ fixable }) => fixable)).toEqual([]);
    expect(await fixAll(fixture, fixed)).toBe(fixed);
  });
});

describe('fixtures', () => {
  it.each(rules.map(({ id }) => id))('%s has valid and invalid ones', (id) => {
    const names = ruleFixtures(id).map(({ name }) => name.split('-')[0]);
    expect(new Set(names)).toEqual(new Set(['valid', 'invalid']));
  });

  it.each(rules.filter(({ fixable }) => fixable === 'fix').map(({ id }) => id))('%s has a fixed text', (id) => {
    expect(ruleFixtures(id).some(({ fixed }) => fixed !== undefined)).toBe(true);
  });
});
