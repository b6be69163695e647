import { describe, expect, it } from 'vitest';
import { loadContext } from '../../../src/core/features/context.ts';
import { entityAt } from '../../../src/core/features/entities.ts';
import { createWorkspaceIndex } from '../../../src/core/features/workspaceIndex.ts';
import { createWorkspace, NEVER_CANCELLED } from '../../../src/core/index.ts';
import { type MemoryFile, memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { CURSOR, FILES } from './check.ts';

/** An index over files of which one has the cursor on what is looked for. */
function indexOf(marked: Readonly<Record<string, string>>) {
  const files: Record<string, MemoryFile> = { ...FILES };
  let at = { uri: '', offset: 0 };
  for (const [name, text] of Object.entries(marked)) {
    if (text.includes(CURSOR)) at = { uri: memoryUri(name), offset: text.indexOf(CURSOR) };
    files[name] = text.replace(CURSOR, '');
  }
  const host = memoryHost(files);
  const workspace = createWorkspace(host);
  const index = createWorkspaceIndex(workspace);
  const occurrences = async (cancellation = NEVER_CANCELLED): Promise<readonly string[]> => {
    const context = await loadContext(workspace, at.uri);
    const place = context && entityAt(context, at.offset);
    if (place === undefined) throw new Error('There is nothing at the mark.');
    const found = await index.occurrences(place.entity, cancellation);
    return found.flatMap(({ uri, text, occurrences: places }) =>
      places.map(
        ({ range, role }) => `${uri.split('/').at(-1)}:${range.start} ${role} ${text.slice(range.start, range.end)}`,
      ),
    );
  };
  const change = (name: string, text: MemoryFile | undefined): void => {
    if (text === undefined) host.remove(name);
    else host.write(name, text);
    workspace.changed(memoryUri(name));
    index.changed(memoryUri(name));
  };
  return { occurrences, change, index, workspace, host };
}

const CALL = '**Action**: SearchSolution(Error = "x", device = "router")';

describe('occurrences', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'a tool in calls, mentions and procedures',
      {
        'a.shots.md': '**Action**: Search‸Solution(Error = "x")',
        'b.shots.md': '**Action**: try SearchSolution(Error = "y") now',
      },
      [
        'a.shots.md:12 use SearchSolution',
        'b.shots.md:16 mention SearchSolution',
        'repair.sop.md:53 mention SearchSolution',
      ],
    ],
    [
      'a parameter, but not its namesake of another tool',
      {
        'a.shots.md': '**Action**: SearchSolution(Err‸or = "x")',
        'b.shots.md': '**Action**: SubmitOrder(Error = "x")\n**Action**: SearchSolution("y", Error = 1)',
      },
      ['a.shots.md:27 use Error', 'b.shots.md:69 use Error'],
    ],
    [
      'a listed value, but not the same word elsewhere',
      { 'a.shots.md': '**User**: router router\n**Action**: SearchSolution(Error = "router", device = "rou‸ter")' },
      ['a.shots.md:79 use router'],
    ],
    [
      'a nested parameter',
      { 'a.shots.md': '**Action**: SubmitOrder(parts = [{"na‸me": "a"}, {"name": "b"}], name = 1)' },
      ['a.shots.md:35 use name', 'a.shots.md:50 use name'],
    ],
    [
      'a step by its comments',
      {
        'a.shots.md':
          '---\nsop: ./repair.sop.md\n---\n**User**: a\n<!-- step 2‸ -->\n**Think**: b\n<!-- step 3 -->\n**Think**: c',
      },
      ['a.shots.md:51 use 2', 'repair.sop.md:33 declaration 2.'],
    ],
    [
      'what API schema blocks repeat',
      {
        'a.shots.md':
          '**User request:** a\n**API schema:** {"name": "SearchSolution", "parameters": {"type": "object", "properties": {"Error": {}}}}',
        'b.shots.md': '**Action**: SearchSolution(Er‸ror = "x")',
      },
      ['a.shots.md:112 declaration Error', 'b.shots.md:27 use Error'],
    ],
    [
      'an unknown tool',
      { 'a.shots.md': '**Action**: No‸pe(a=1)', 'b.shots.md': '**Action**: Nope(b=1)' },
      ['a.shots.md:12 use Nope', 'b.shots.md:12 use Nope'],
    ],
  ])('%s', async (_title, files, expected) => {
    expect(await indexOf(files).occurrences()).toEqual(expected);
  });

  it('shares a parameter where tools share its schema', async () => {
    const openapi = `openapi: 3.0.0
info: {title: a, version: '1'}
paths:
  /a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Body'}}}}}}
  /b: {post: {operationId: b, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Body'}}}}}}
components: {schemas: {Body: {type: object, properties: {city: {type: string}}}}}
`;
    const { occurrences } = indexOf({
      'api.tools.yaml': openapi,
      'one.shots.md': '---\ntools: ./api.tools.yaml\n---\n**Action**: a(ci‸ty = "x")\n**Action**: b(city = "y")',
    });
    expect(await occurrences()).toEqual(['one.shots.md:46 use city', 'one.shots.md:72 use city']);
  });
});

describe('changes', () => {
  const files = { 'a.shots.md': CALL.replace('Search', 'Se‸arch'), 'b.shots.md': CALL };

  it('sees an edit, a new file and one that is gone', async () => {
    const { occurrences, change } = indexOf(files);
    expect(await occurrences()).toHaveLength(3);
    change('b.shots.md', 'words');
    expect(await occurrences()).toHaveLength(2);
    change('c.shots.md', `${CALL}\n${CALL}`);
    expect(await occurrences()).toHaveLength(4);
    change('c.shots.md', undefined);
    expect(await occurrences()).toHaveLength(2);
  });

  it('sees an unreported edit in a file that contains the name', async () => {
    const { occurrences, host } = indexOf(files);
    await occurrences();
    host.write('b.shots.md', `moved\n\n${CALL}`);
    expect((await occurrences())[1]).toBe('b.shots.md:19 use SearchSolution');
  });

  it('sees that a tool is another one now', async () => {
    const { occurrences, change } = indexOf(files);
    expect(await occurrences()).toHaveLength(3);
    change('a.tools.json', '[]');
    change('new.tools.json', FILES['a.tools.json']);
    expect(await occurrences()).toHaveLength(3);
  });

  it('goes on where a cancelled request ended', async () => {
    const { occurrences } = indexOf(files);
    expect(await occurrences({ isCancellationRequested: true })).toEqual([]);
    expect(await occurrences()).toHaveLength(3);
  });

  it('reads every document once for several questions at the same time', async () => {
    const { index, host } = indexOf(files);
    await Promise.all([index.documents(), index.documents(), index.documents()]);
    expect(host.reads.filter((uri) => uri.endsWith('.shots.md'))).toHaveLength(2);
  });

  it('leaves out what cannot be read', async () => {
    const { index, change } = indexOf(files);
    change('b.shots.md', { fails: 'gb18030' });
    expect(await index.documents()).toEqual([memoryUri('a.shots.md'), memoryUri('repair.sop.md')]);
  });
});
