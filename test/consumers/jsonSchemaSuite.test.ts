import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLanguageService, type JsonValue } from '../../src/core/index.ts';
import { memoryHost, memoryUri } from '../support/memoryHost.ts';

/**
 * Runs the official JSON-Schema-Test-Suite through the language service: every test is a call whose argument `v` is the
 * test's value, checked against the test's schema. `SOP_SHOTS_JSON_SCHEMA_SUITE` names the suite's `tests` folder;
 * README.md says where to get it. Left out are formats, which are warnings here, and documents from the network.
 */
const folder = process.env.SOP_SHOTS_JSON_SCHEMA_SUITE ?? '';

interface SuiteGroup {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

const DIALECTS = {
  draft4: 'http://json-schema.org/draft-04/schema#',
  draft6: 'http://json-schema.org/draft-06/schema#',
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
} as const;

/** What differs on purpose, or in a way that docs/decisions.md explains: keywords per dialect, with their number of tests. */
const MOST_DIFFERENCES = 67;

/** Rules that say a call is wrong; what they say as a warning is allowed by the schema. */
const RULES: ReadonlySet<string> = new Set([
  'missing-parameter',
  'unknown-parameter',
  'parameter-type',
  'parameter-value',
  'call-syntax',
]);

function isRemote(file: string, schema: JsonValue): boolean {
  const text = JSON.stringify(schema);
  return (
    file.includes('refRemote') ||
    /"\$ref":"https?:\/\/json-schema\.org\//.test(text) ||
    text.includes('"$schema":"http://localhost') ||
    (text.includes('localhost:1234') && !/"\$?id":"http:\/\/localhost:1234/.test(text))
  );
}

function groupsOf(draft: string): readonly (readonly [string, SuiteGroup])[] {
  const files = readdirSync(join(folder, draft), { recursive: true }).map(String);
  const read = files.filter((file) => file.endsWith('.json') && !/(?:^|[/\\])format(?:[/\\.])/.test(file));
  return read.sort().flatMap((file) => {
    const groups: readonly SuiteGroup[] = JSON.parse(readFileSync(join(folder, draft, file), 'utf8'));
    return groups.filter(({ schema }) => !isRemote(file, schema)).map((group) => [file, group] as const);
  });
}

/** For every test of a group whether the language service reports its call. */
async function verdicts(dialect: string, { schema, tests }: SuiteGroup): Promise<readonly boolean[]> {
  const parameters = {
    $schema: dialect,
    type: 'object',
    properties: { v: { $ref: './schema.json' } },
    required: ['v'],
  };
  const head = ['---', 'tools: ./suite.tools.json', '---', '**User request**: The request.', '**API request**:'];
  const calls = tests.map(({ data }) => JSON.stringify({ name: 'f', arguments: { v: data } }));
  const host = memoryHost({
    'suite.tools.json': JSON.stringify([{ name: 'f', description: 'd', parameters }]),
    'schema.json': JSON.stringify(schema),
    'suite.shots.md': [...head, ...calls, ''].join('\n'),
  });
  const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('suite.shots.md'));
  const wrong = new Set(
    diagnostics.flatMap(({ rule, severity, range }) =>
      severity === 'error' && RULES.has(rule) ? [range.start.line] : [],
    ),
  );
  return tests.map((_, index) => !wrong.has(head.length + index));
}

describe('JSON-Schema-Test-Suite', () => {
  test(`differs in at most ${MOST_DIFFERENCES} tests`, async () => {
    const differences: string[] = [];
    let count = 0;
    for (const [draft, dialect] of Object.entries(DIALECTS)) {
      for (const [file, group] of groupsOf(draft)) {
        const found = await verdicts(dialect, group);
        count += group.tests.length;
        for (const [index, one] of group.tests.entries()) {
          if (found[index] !== one.valid)
            differences.push(`${draft}/${file}: ${group.description}: ${one.description}`);
        }
      }
    }
    process.stdout.write(`${count - differences.length} of ${count}\n${differences.join('\n')}\n`);
    expect(count).toBeGreaterThan(4500);
    expect(differences.length).toBeLessThanOrEqual(MOST_DIFFERENCES);
  }, 600_000);
});
