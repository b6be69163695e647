import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { buildExtension } from '../scripts/vscode/extension.ts';
import { type Figure, record } from './report.ts';
import { measureLongestBlock, type OpenedDocument } from './support/languageServer.ts';
import { type Measured, measureRun, megabytes } from './support/measuredRun.ts';

const BYTES = 3_000_000;
const RUNS = 3;
/** Node's own heap may not grow beyond this, in MB: with more room it collects later, and the memory says less. */
const HEAP = 192;

const MAX_SECONDS = 1.5;
const MAX_MEGABYTES = 250;
/** Milliseconds for which the language server may answer nobody. */
const MAX_BLOCK = 50;

/**
 * Measures whole processes that load a large OpenAPI document, as YAML and as JSON, and how long the language server answers
 * nobody meanwhile. Processor time counts: other processes of the machine do not change it much.
 */
export async function benchToolFiles(): Promise<void> {
  await buildExtension({ production: true, only: ['src/cli'] });
  const folder = await mkdtemp(join(tmpdir(), 'sop-shots-tool-files-'));
  try {
    const { document, operations } = createDocument();
    const yaml = stringify(document, { aliasDuplicateObjects: false });
    const files = {
      'api.yaml': yaml,
      'api.json': JSON.stringify(document, undefined, 2),
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text);
      await writeFile(join(folder, `${name}.shots.md`), shotsWith(name));
    }
    const size = `${(yaml.length / 1e6).toFixed(1)} MB of OpenAPI in YAML, ${operations} operations`;
    record('toolFiles', [
      toFigure(`load ${size}, for a document with one call`, await fastestRun(folder, 'api.yaml.shots.md')),
      toFigure('the same as JSON', await fastestRun(folder, 'api.json.shots.md')),
      toBlockFigure('YAML', await shortestBlock(folder, shotsDocument('b.shots.md', shotsWith('api.yaml')))),
      toBlockFigure('JSON', await shortestBlock(folder, shotsDocument('b.shots.md', shotsWith('api.json')))),
      toBlockFigure('YAML, opened itself', await shortestBlock(folder, toolDocument(yaml))),
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function shotsWith(tools: string): string {
  const front = `---\ntools: ./${tools}\n---\n`;
  return `${front}**User**: An order.\n\n**Think**: Order it.\n**Action**: createOrder7(branch = "B", customer = "C", parts = [])\n`;
}

/** The run that other processes of the machine disturbed least. */
async function fastestRun(folder: string, file: string): Promise<Measured> {
  const runs: Measured[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measureRun(folder, ['lint', '--quiet', file], HEAP));
  return runs.toSorted((a, b) => a.processorSeconds - b.processorSeconds)[0] as Measured;
}

function shotsDocument(name: string, text: string): OpenedDocument {
  return { name, languageId: 'sop-shots', text };
}

function toolDocument(text: string): OpenedDocument {
  return { name: 'api.tools.yaml', languageId: 'yaml', text };
}

/** The longest block of the run that was disturbed least. */
async function shortestBlock(folder: string, opened: OpenedDocument): Promise<number> {
  const typedIn = shotsDocument('a.shots.md', '**User**: An order.\n\n**Think**: Order it.\n\n');
  const blocks: number[] = [];
  for (let run = 0; run < RUNS; run++) blocks.push(await measureLongestBlock(folder, typedIn, opened));
  return Math.min(...blocks);
}

function toBlockFigure(file: string, milliseconds: number): Figure {
  return {
    what: `typing elsewhere while it is read (${file}): longest block of the language server`,
    measured: `${milliseconds.toFixed(0)} ms of processor time`,
    limit: `under ${MAX_BLOCK} ms`,
    isWithinLimit: milliseconds < MAX_BLOCK,
  };
}

function toFigure(what: string, run: Measured): Figure {
  return {
    what,
    measured: `${run.processorSeconds.toFixed(2)} s of processor time, ${megabytes(run)}`,
    limit: `under ${MAX_SECONDS} s of processor time and ${MAX_MEGABYTES} MB`,
    isWithinLimit: run.processorSeconds < MAX_SECONDS && run.peak < MAX_MEGABYTES * 2 ** 20,
  };
}

/** An OpenAPI document of about `BYTES` characters in YAML: every operation has parameters, a body and a shared schema. */
function createDocument(): { readonly document: object; readonly operations: number } {
  const count = Math.round(BYTES / stringify(entryOf(0), { aliasDuplicateObjects: false }).length);
  const entries = Array.from({ length: count }, (_, index) => entryOf(index));
  return {
    document: {
      openapi: '3.0.3',
      info: { title: 'Workshop', version: '1.0.0' },
      paths: Object.assign({}, ...entries.map(({ paths }) => paths)),
      components: { schemas: Object.assign({}, ...entries.map(({ schemas }) => schemas)) },
    },
    operations: count,
  };
}

function entryOf(index: number): { readonly paths: object; readonly schemas: object } {
  const schema = `Order${index}`;
  const body = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
  return {
    paths: {
      [`/branches/{branch}/orders${index}`]: {
        post: {
          operationId: `createOrder${index}`,
          summary: `Create an order of kind ${index}`,
          description: `Creates an order of kind ${index} in a branch. The customer must be known, and the parts in stock.`,
          tags: ['orders', `kind-${index % 20}`],
          parameters: [
            { name: 'branch', in: 'path', required: true, schema: { type: 'string' }, description: 'The branch.' },
            {
              name: 'notify',
              in: 'query',
              schema: { type: 'boolean', default: true },
              description: 'Tell the customer.',
            },
          ],
          requestBody: { required: true, content: body },
          responses: { 200: { description: 'The order.', content: body }, 404: { description: 'No such branch.' } },
        },
      },
    },
    schemas: {
      [schema]: {
        type: 'object',
        required: ['customer', 'parts'],
        properties: {
          customer: { type: 'string', minLength: 1, description: 'Number of the customer.' },
          parts: { type: 'array', items: { type: 'string' }, description: '配件编号。' },
          urgency: { type: 'string', enum: ['low', 'normal', 'high'], description: 'How urgent it is.' },
          previous: { $ref: `#/components/schemas/Order${Math.max(0, index - 1)}` },
        },
      },
    },
  };
}
