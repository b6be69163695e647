import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { createFictitiousValues, type ValueKind } from '../../../src/core/lint/analysis/fictitiousValues.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const TEXT = `**User**: Call 13912345067 or 137-8123-4096, not 139 1234 5067. Mail ann.li@mail.cn.
**Think**: Two numbers.
**Action**: Register(phone = "+86 13912345067", mail = "Ann.Li@mail.cn", id = "11010519491231002X")
**Observation**: 13781234096 and card 4539 5787 6362 1486 are registered.
`;

async function lint(text: string) {
  const host = memoryHost({ 'a.shots.md': text });
  const service = createLanguageService(host, { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri('a.shots.md'), { rules: { 'no-tools': 'off' } });
  return diagnostics.filter(({ rule }) => rule === 'personal-data');
}

type Found = Awaited<ReturnType<typeof lint>>[number];

/** The text after a repair. */
function apply(text: string, { repairs }: Found, title: RegExp): string {
  const repair = repairs.find((one) => title.test(one.title));
  const edits = Object.values(repair?.changes ?? {}).flat();
  const lines = text.split('\n');
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start.character - a.range.start.character)) {
    const line = lines[range.start.line] ?? '';
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
  }
  return lines.join('\n');
}

describe('values that touch', () => {
  it.each([
    ['a number before the @', 'Mail 13912345067@mail.cn', ['13912345067@mail.cn']],
    ['an ID number before the @', 'Mail 110105194912310021@mail.cn', ['110105194912310021@mail.cn']],
    ['addresses one after the other', 'Mail ann@mail.cnbob@mail.cn', ['ann@mail.cnbob']],
    ['a number beside an address', 'Mail ann@mail.cn,13912345067', ['13912345067', 'ann@mail.cn']],
  ])('are one value each: %s', async (_, words, values) => {
    const found = await lint(`**User**: ${words}\n**Think**: b\n**Action**: c\n`);
    const texts = found.map(({ range: { start, end } }) => `**User**: ${words}`.slice(start.character, end.character));
    expect(texts.toSorted()).toEqual(values.toSorted());
    for (const { repairs } of found) {
      for (const { changes } of repairs) {
        const places = Object.values(changes)
          .flat()
          .map(({ range }) => range);
        places.sort((a, b) => a.start.character - b.start.character);
        places.slice(1).forEach((place, index) => {
          expect(place.start.character).toBeGreaterThanOrEqual(places[index]?.end.character ?? 0);
        });
      }
    }
  });
});

describe('repairs of personal data', () => {
  it('mask one value wherever it is written, and no other', async () => {
    const [first] = await lint(TEXT);
    const masked = apply(TEXT, first as Found, /^Mask/);
    expect(masked).toContain('Call 139****5067 or 137-8123-4096, not 139 **** 5067.');
    expect(masked).toContain('phone = "+86 1');
    expect(masked).not.toContain('13912345067');
  });

  it('replace one value by a fictitious one with the same separators', async () => {
    const [first] = await lint(TEXT);
    const replaced = apply(TEXT, first as Found, /fictitious 139/);
    expect(replaced).toContain('Call 13901000000 or 137-8123-4096, not 139 0100 0000.');
    expect(replaced).toContain('phone = "+86 13901000000"');
  });

  it('replace all of them at once, so that nothing is found any more', async () => {
    const [first] = await lint(TEXT);
    const replaced = apply(TEXT, first as Found, /^Replace all/);
    expect(replaced).toContain('137-0200-0000');
    expect(replaced.match(/13702000000/g)).toHaveLength(1);
    expect(replaced.match(/user1@example\.com/g)).toHaveLength(2);
    expect(replaced).toMatch(/id = "110101199001010\d\d[12]"/);
    expect(replaced).toMatch(/card 4539 0000 0100 0000/);
    expect(await lint(replaced)).toEqual([]);
  });

  it('keep their number of edits small in documents with very many values', async () => {
    const text = Array.from({ length: 400 }, (_, n) => `Call ${13_912_345_067 + n * 17}.`).join(' ');
    const found = await lint(`**User**: ${text}\n**Think**: Hm.\n**Action**: Look.\n`);
    expect(found).toHaveLength(400);
    for (const { repairs } of found) {
      expect(repairs).toHaveLength(2);
      for (const { changes } of repairs) expect(Object.values(changes).flat()).toHaveLength(1);
    }
  });
});

describe('fictitious values', () => {
  it.each<[ValueKind, string]>([
    ['mobile', '13912345067'],
    ['id', '11010519491231002X'],
    ['card', '4539578763621486'],
    ['card', '378282246310005'],
  ])('of the kind %s keep the shape of %s and differ from each other', (kind, value) => {
    const makeFictitious = createFictitiousValues();
    const made = Array.from({ length: 200 }, (_, n) =>
      makeFictitious(`${value.slice(0, 7)}${String(n).padStart(3, '0')}${value.slice(10)}`, kind),
    );
    expect(new Set(made).size).toBe(200);
    for (const one of made) expect(one).toMatch(/^\d+X?$/);
    expect(new Set(made.map(({ length }) => length))).toEqual(new Set([value.length]));
  });
});
