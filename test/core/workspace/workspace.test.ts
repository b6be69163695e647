import { describe, expect, test } from 'vitest';
import { createWorkspace, renderMessage, type ShotsSubject } from '../../../src/core/index.ts';
import { type MemoryFile, type MemoryHost, memoryHost, memoryUri } from '../../support/memoryHost.ts';

const tool = (name: string, properties: object = { x: { type: 'integer' } }) =>
  JSON.stringify([{ name, description: 'd', parameters: { type: 'object', properties } }]);

const shots = (front: string, call = 'f(x = 1)') => `${front === '' ? '' : `---\n${front}\n---\n`}**User**: 报修

**Think**: 查。
**Action**: ${call}
**Observation**: 好

**Think**: 答。
**Action**: 回复用户。
"好的。"
`;

function workspace(files: Readonly<Record<string, MemoryFile>>, roots?: readonly string[]) {
  const host = memoryHost(files, roots);
  return { host, ...createWorkspace(host) };
}

async function subject(
  files: Readonly<Record<string, MemoryFile>>,
  name = 'a.shots.md',
  roots?: readonly string[],
): Promise<ShotsSubject> {
  const loaded = await workspace(files, roots).shots(memoryUri(name));
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.value;
}

const toolNames = ({ tools }: ShotsSubject) => tools.tools.map(({ name }) => name);

const missing = ({ missingFiles, document }: ShotsSubject) =>
  missingFiles.map(
    ({ range, path, reason }) =>
      `«${document.text.slice(range.start, range.end)}» ${path}: ${renderMessage(reason, 'en')}`,
  );

describe('the tools of a document', () => {
  const all = {
    'own.json': tool('own'),
    'project.json': tool('project'),
    'any.tools.json': tool('any'),
    'sub/more.tools.yaml': 'name: more\nparameters: {}\n',
    'sub/given.sop.md': '---\ntools: ../own.json\n---\n1. 查\n',
  };
  test.each([
    ['its own', { 'sop-shots.yaml': 'tools: project.json', 'a.shots.md': shots('tools: own.json') }, ['own']],
    ["the project's", { 'sop-shots.yaml': 'tools: [project.json]', 'a.shots.md': shots('') }, ['project']],
    ["the workspace's", { 'a.shots.md': shots('') }, ['any', 'more']],
    [
      "its procedure's",
      { 'sop-shots.yaml': 'tools: project.json', 'a.shots.md': shots('sop: sub/given.sop.md') },
      ['own'],
    ],
    ['several', { 'a.shots.md': shots('tools: [own.json, {file: ./project.json}]') }, ['own', 'project']],
    ['the same twice', { 'a.shots.md': shots('tools: [own.json, ./own.json]') }, ['own']],
  ])('%s', async (_name, files, names) => {
    expect(toolNames(await subject({ ...all, ...files }))).toEqual(names);
  });

  test('are chosen by include and exclude', async () => {
    const api = JSON.stringify({
      openapi: '3.0.0',
      paths: {
        '/a': { get: { operationId: 'getA', tags: ['t'] } },
        '/b': { get: { operationId: 'getB', tags: ['t'] }, post: { operationId: 'postB' } },
      },
    });
    const files = { 'api.json': api, 'a.shots.md': shots('tools: {file: api.json, include: [tag:t], exclude: /b}') };
    expect(toolNames(await subject(files))).toEqual(['getA']);
  });

  test('are those given for a run, unless the document names its own', async () => {
    const { shots: read } = workspace({ ...all, 'a.shots.md': shots(''), 'b.shots.md': shots('tools: own.json') });
    const options = { tools: [memoryUri('project.json')] };
    const names = async (name: string) => {
      const loaded = await read(memoryUri(name), options);
      return loaded.ok ? toolNames(loaded.value) : loaded.reason;
    };
    expect(await names('a.shots.md')).toEqual(['project']);
    expect(await names('b.shots.md')).toEqual(['own']);
  });

  test('follow references into other files of the workspace', async () => {
    const files = {
      'a.tools.json': '[{"name":"f","parameters":{"properties":{"x":{"$ref":"./types/common.json#/N"}}}}]',
      'types/common.json': '{"N":{"type":"string"}}',
      'a.shots.md': shots(''),
    };
    const { calls } = await subject(files);
    expect(calls.flatMap(({ problems }) => problems.map(({ kind, path }) => [kind, ...path]))).toEqual([['type', 'x']]);
  });

  test('have the names and parameters the project says', async () => {
    const api = JSON.stringify({
      swagger: '2.0',
      paths: {
        '/a': {
          get: {
            parameters: [
              { name: 'sign', in: 'query', type: 'string' },
              { name: 'T', in: 'header', type: 'string' },
            ],
          },
        },
      },
    });
    const project = 'tools: api.json\nnames: {GET /a: 查}\nopenapi: {in: [header], ignoreParameters: [sign]}';
    const { tools } = await subject({ 'api.json': api, 'sop-shots.yml': project, 'a.shots.md': shots('') });
    expect(tools.tools.map(({ name, parameterNames }) => [name, ...parameterNames])).toEqual([['查', 'T']]);
  });
});

describe('the project of a document', () => {
  test('is the nearest one upward, in its own root', async () => {
    const files = {
      'file:///one/sop-shots.yaml': 'tools: one.json',
      'file:///one/one.json': tool('one'),
      'file:///one/deep/er/a.shots.md': shots(''),
      'file:///one/own/sop-shots.json': '{"tools": "own.json"}',
      'file:///one/own/own.json': tool('own'),
      'file:///one/own/a.shots.md': shots(''),
      'file:///two/a.shots.md': shots(''),
      'file:///two/two.tools.json': tool('two'),
    };
    const roots = ['file:///one', 'file:///two'];
    const names = async (uri: string) => toolNames(await subject(files, uri, roots));
    expect(await names('file:///one/deep/er/a.shots.md')).toEqual(['one']);
    expect(await names('file:///one/own/a.shots.md')).toEqual(['own']);
    expect(await names('file:///two/a.shots.md')).toEqual(['two']);
  });

  test('counts for untitled documents of the first root', async () => {
    const files = { 'sop-shots.yaml': 'tools: p.json', 'p.json': tool('p'), 'untitled:Untitled-1': shots('') };
    expect(toolNames(await subject(files, 'untitled:Untitled-1'))).toEqual(['p']);
  });

  test('works with drive letters, spaces and Chinese', async () => {
    const folder = 'file:///c%3A/%E5%94%AE%E5%90%8E%20%E6%94%AF%E6%8C%81';
    const files = {
      [`${folder}/%E5%B7%A5%E5%85%B7/a%20b.json`]: tool('ok'),
      [`${folder}/a.shots.md`]: shots('tools: .\\工具\\a b.json'),
    };
    expect(toolNames(await subject(files, `${folder}/a.shots.md`, [folder]))).toEqual(['ok']);
    expect(toolNames(await subject(files, `${folder}/a.shots.md`, ['file:///C:/售后 支持']))).toEqual(['ok']);
  });
});

describe('what cannot be read is reported where it is named', () => {
  test.each([
    ['not-found', {}, 'file not found.'],
    ['a folder', { 'x.json': { fails: 'not-a-file' as const } }, 'this is a folder.'],
    ['huge', { 'x.json': { fails: 'too-large' as const } }, 'the file is too large.'],
    ['binary', { 'x.json': { fails: 'not-text' as const } }, 'this is not a text file.'],
    ['GB18030', { 'x.json': { fails: 'gb18030' as const } }, 'the file is encoded in GB18030 (GBK). Save it as UTF-8.'],
    ['forbidden', { 'x.json': { fails: 'no-permission' as const } }, 'permission denied.'],
  ])('%s', async (_name, files, reason) => {
    const found = await subject({ ...files, 'a.shots.md': shots('sop: x.json\ntools: x.json') });
    expect(missing(found)).toEqual([`«x.json» x.json: ${reason}`, `«x.json» x.json: ${reason}`]);
  });

  test.each([
    ['../x.json', 'the path is outside the workspace.'],
    ['https://example.com/x.json', 'network addresses are not supported. Save the file in the workspace.'],
  ])('%s is never read', async (path, reason) => {
    const { host, shots: read } = workspace({ 'file:///x.json': tool('no'), 'a.shots.md': shots(`tools: ${path}`) });
    const loaded = await read(memoryUri('a.shots.md'));
    expect(loaded.ok ? missing(loaded.value) : []).toEqual([`«${path}» ${path}: ${reason}`]);
    expect(host.reads.filter((uri) => uri.includes('x.json'))).toEqual([]);
  });

  test('in a project file, in the project file', async () => {
    const { project } = workspace({ 'sop-shots.yaml': 'tools: [gone.json]\nsop: ../x.sop.md\n' });
    const loaded = await project(memoryUri('sop-shots.yaml'));
    expect(loaded.ok ? loaded.value.missingFiles.map(({ path }) => path) : []).toEqual(['gone.json', '../x.sop.md']);
  });

  test('the document itself', async () => {
    const { shots: read, tools, procedure, project } = workspace({ 'a.shots.md': { fails: 'gb18030' } });
    expect(await read(memoryUri('a.shots.md'))).toEqual({ ok: false, reason: 'gb18030' });
    for (const reader of [tools, procedure, project]) {
      expect(await reader(memoryUri('nothing'))).toEqual({ ok: false, reason: 'not-found' });
    }
  });
});

describe('API schema blocks', () => {
  const request = (schema: string, call = 'SearchTime(day = 3)') =>
    `**User request:** 谁有空？\n**API schema:** ${schema}\n**API request:** ${call}\n`;
  const json = '{"name": "SearchTime", "parameters": {"type": "object", "properties": {"day": {"type": "string"}}}}';

  test.each([
    ['JSON', json],
    ['JSON on its own lines', `\n${json}\n`],
    ['a fence', `\n\`\`\`json\n${json}\n\`\`\`\n`],
    ['YAML', '\n```yaml\nname: SearchTime\nparameters:\n  properties:\n    day: {type: string}\n```\n'],
    ['a list', `[${json}]`],
    ['a Markdown link', '[排班接口](./api/times.json)'],
    ['a path', './api/times.json'],
  ])('%s is a schema that calls are checked against', async (_name, schema) => {
    const found = await subject({ 'a.shots.md': request(schema), 'api/times.json': json });
    expect(toolNames(found)).toEqual(['SearchTime']);
    const [call] = found.calls;
    expect(call?.problems.map(({ kind, path }) => [kind, ...path])).toEqual([['type', 'day']]);
  });

  test('a schema within a quoted document keeps its places', async () => {
    const text = `> **User request:** 谁有空？\n> **API schema:**\n> {"name": "SearchTime",\n>  "parameters": {"properties": {"day": {"type": "float"}}}}\n> **API request:** SearchTime(day = 1)\n`;
    const found = await subject({ 'a.shots.md': text });
    const [file] = found.tools.files;
    expect(file?.uri).toBe(memoryUri('a.shots.md'));
    expect(file?.problems.map(({ start, end }) => text.slice(start, end))).toEqual(['"float"']);
  });

  test('words are not a schema', async () => {
    const found = await subject({ 'a.shots.md': request('略 [SearchTime 的 schema]'), 'x.tools.json': `[${json}]` });
    expect(toolNames(found)).toEqual(['SearchTime']);
    expect(found.tools.files).toHaveLength(1);
  });

  test('a loaded tool counts more than its copy in a shot, and copies count once', async () => {
    const text = `${request(json)}\n---\n\n${request(json)}`;
    expect(toolNames(await subject({ 'a.shots.md': text }))).toEqual(['SearchTime']);
    const found = await subject({
      'a.shots.md': text,
      'x.tools.json': tool('SearchTime', { day: { type: 'integer' } }),
    });
    expect(toolNames(found)).toEqual(['SearchTime']);
    expect(found.calls.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('a broken link is reported', async () => {
    expect(missing(await subject({ 'a.shots.md': request('[接口](./gone.json)') }))).toEqual([
      '«./gone.json» ./gone.json: file not found.',
    ]);
  });
});

describe('changes', () => {
  const files = {
    'a.shots.md': shots('tools: a.json\nsop: a.sop.md'),
    'b.shots.md': shots(''),
    'a.json': '[{"name":"f","parameters":{"properties":{"x":{"$ref":"./common.json#/N"}}}}]',
    'common.json': '{"N":{"type":"integer"}}',
    'a.sop.md': '1. 查\n',
    'x.tools.json': tool('x'),
  };
  const known = async () => {
    const opened = workspace(files);
    await opened.shots(memoryUri('a.shots.md'));
    await opened.shots(memoryUri('b.shots.md'));
    return opened;
  };
  test.each([
    ['its tools', 'a.json', ['a.shots.md']],
    ['what they refer to', 'common.json', ['a.shots.md']],
    ['its procedure', 'a.sop.md', ['a.shots.md']],
    ['a tool file of the workspace', 'x.tools.json', ['b.shots.md']],
    ['a tool file that appears', 'sub/new.tools.yaml', ['b.shots.md']],
    ['a project file that appears', 'sop-shots.yaml', ['a.shots.md', 'b.shots.md']],
    ['the document itself', 'b.shots.md', ['b.shots.md']],
    ['something else', 'readme.md', []],
    ['a project file elsewhere', 'sub/sop-shots.yaml', []],
  ])('of %s', async (_name, changed, documents) => {
    const opened = await known();
    expect(opened.changed(memoryUri(changed))).toEqual(documents.map(memoryUri));
  });

  const callProblems = async (opened: { readonly shots: ReturnType<typeof createWorkspace>['shots'] }) => {
    const loaded = await opened.shots(memoryUri('a.shots.md'));
    return loaded.ok ? loaded.value.calls.flatMap(({ problems }) => problems.map(({ kind }) => kind)) : loaded.reason;
  };

  test('are seen after they were announced', async () => {
    const opened = await known();
    expect(await callProblems(opened)).toEqual([]);
    opened.host.write('common.json', '{"N":{"type":"string"}}');
    opened.changed(memoryUri('common.json'));
    expect(await callProblems(opened)).toEqual(['type']);
    opened.host.remove('a.json');
    opened.changed(memoryUri('a.json'));
    const loaded = await opened.shots(memoryUri('a.shots.md'));
    expect(loaded.ok ? missing(loaded.value) : []).toEqual(['«a.json» a.json: file not found.']);
    opened.host.write('a.json', tool('f'));
    expect(opened.changed(memoryUri('a.json'))).toEqual([memoryUri('a.shots.md')]);
    expect(await callProblems(opened)).toEqual([]);
  });

  test('of the document are always seen', async () => {
    const opened = await known();
    opened.host.write('a.shots.md', shots('tools: a.json', 'f(x = "a")'));
    expect(await callProblems(opened)).toEqual(['type']);
  });

  test('a document that did not change is not read again from its parts', async () => {
    const opened = await known();
    const first = await opened.shots(memoryUri('a.shots.md'));
    const before = opened.host.reads.length;
    const again = await opened.shots(memoryUri('a.shots.md'));
    expect(opened.host.reads.slice(before)).toEqual([memoryUri('a.shots.md')]);
    expect(first.ok && again.ok && first.value === again.value).toBe(true);
  });

  test('documents share the tools they load', async () => {
    const { shots: read } = workspace({ ...files, 'c.shots.md': shots('tools: a.json') });
    const [a, c] = [await read(memoryUri('a.shots.md')), await read(memoryUri('c.shots.md'))];
    expect(a.ok && c.ok && a.value.tools.tools[0] === c.value.tools.tools[0]).toBe(true);
  });
});

test('a change while a document is read again reaches it, however far the reading is', async () => {
  const opened = workspace({ 'a.json': tool('f'), 'a.shots.md': shots('tools: a.json') });
  await opened.shots(memoryUri('a.shots.md'));
  const reading = opened.shots(memoryUri('a.shots.md'));
  for (let turn = 0; turn < 60; turn++) {
    expect(opened.changed(memoryUri('a.json'))).toEqual([memoryUri('a.shots.md')]);
    await Promise.resolve();
  }
  await reading;
  expect(opened.changed(memoryUri('a.json'))).toEqual([memoryUri('a.shots.md')]);
});

test('what a document no longer depends on reaches it no more', async () => {
  const opened = workspace({ 'a.json': tool('f'), 'b.json': tool('f'), 'a.shots.md': shots('tools: a.json') });
  await opened.shots(memoryUri('a.shots.md'));
  opened.host.write(memoryUri('a.shots.md'), shots('tools: b.json'));
  await opened.shots(memoryUri('a.shots.md'));
  expect(opened.changed(memoryUri('a.json'))).toEqual([]);
  expect(opened.changed(memoryUri('b.json'))).toEqual([memoryUri('a.shots.md')]);
});

describe('tool files and procedures', () => {
  const files = {
    'a.tools.json': JSON.stringify(
      ['f', 'g'].map((name) => ({ name, description: 'd', parameters: { properties: { x: {} } } })),
    ),
    'a.shots.md': shots(''),
    'b.shots.md': shots('tools: {file: a.tools.json, include: [g]}', 'g(x = 1)'),
  };
  test('a tool file knows which of its tools are used, and which were chosen', async () => {
    const { tools } = workspace({ ...files, 'other.json': tool('other') });
    const loaded = await tools(memoryUri('a.tools.json'), { used: true });
    if (!loaded.ok) throw new Error(loaded.reason);
    expect([...(loaded.value.usedTools ?? [])].sort()).toEqual(['f', 'g']);
    expect([...(loaded.value.chosen ?? [])]).toEqual(['g']);
    expect(loaded.value.catalog.files.map(({ uri }) => uri)).toEqual([memoryUri('a.tools.json')]);
    const other = await tools(memoryUri('other.json'));
    expect(other.ok && other.value.usedTools).toBeUndefined();
    expect(other.ok && other.value.catalog.tools.map(({ name }) => name)).toEqual(['other']);
  });

  test('what documents do with tools is known from reading them, until a file changes', async () => {
    const host = memoryHost(files);
    const [a, b, file] = ['a.shots.md', 'b.shots.md', 'a.tools.json'].map(memoryUri) as [string, string, string];
    const collecting = createWorkspace(host, { collectsToolUse: true });
    const readUse = async (opened = collecting) => {
      const loaded = await opened.tools(file, { used: true });
      if (!loaded.ok) throw new Error(loaded.reason);
      const { catalog, chosen, targets, usedTools } = loaded.value;
      const names = catalog.tools.map(({ name }) => name);
      return { used: [...(usedTools ?? [])].sort(), names, chosen, targets };
    };
    await collecting.shots(a);
    await collecting.shots(b);
    const collected = await readUse();
    expect(host.reads.filter((uri) => uri.endsWith('.shots.md'))).toEqual([a, b]);
    expect(collected).toEqual(await readUse(createWorkspace(host)));
    host.write(b, shots('', 'f(x = 1)'));
    collecting.changed(b);
    expect((await readUse()).used).toEqual(['f']);
  });

  test('a procedure has the tools it names, else those of the workspace', async () => {
    const { procedure } = workspace({
      ...files,
      'one.json': tool('one'),
      'a.sop.md': '---\ntools: one.json\n---\n1. 查\n',
      'b.sop.md': '1. 查\n',
    });
    const names = async (name: string) => {
      const loaded = await procedure(memoryUri(name));
      return loaded.ok ? loaded.value.tools.tools.map((found) => found.name) : loaded.reason;
    };
    expect(await names('a.sop.md')).toEqual(['one']);
    expect(await names('b.sop.md')).toEqual(['f', 'g']);
  });

  test('what was loaded, and why', async () => {
    const { explain } = workspace({ ...files, 'sop-shots.yaml': 'tools: [a.tools.json, gone.json]' });
    const lines = await explain(memoryUri('a.shots.md'));
    expect(lines.map((line) => renderMessage(line, 'en'))).toEqual([
      'project file: file:///w/sop-shots.yaml',
      'file:///w/a.tools.json: 2 tools (names and parameters only), specified in the project file',
      'gone.json: file not found.',
    ]);
    expect(lines.map((line) => renderMessage(line, 'zh-CN'))[0]).toBe('项目文件：file:///w/sop-shots.yaml');
  });
});

test('a host that throws is a file that cannot be read', async () => {
  const host: MemoryHost = {
    ...memoryHost({}),
    readFile: () => Promise.reject(new Error('disk')),
    listFiles: () => Promise.reject(new Error('disk')),
  };
  expect(await createWorkspace(host).shots(memoryUri('a.shots.md'))).toEqual({ ok: false, reason: 'no-permission' });
});

describe('documents that name no tools', () => {
  const two = { 'any.tools.json': tool('any'), 'a.shots.md': shots(''), 'b.shots.md': shots('') };
  const catalogOf = async (services: ReturnType<typeof workspace>, name: string) => {
    const loaded = await services.shots(memoryUri(name));
    if (!loaded.ok) throw new Error(loaded.reason);
    return loaded.value.tools;
  };

  test('share one catalog, so that each tool file is collected once', async () => {
    const services = workspace(two);
    expect(await catalogOf(services, 'b.shots.md')).toBe(await catalogOf(services, 'a.shots.md'));
  });

  test('have the tools of a file that changed or appeared later', async () => {
    const services = workspace(two);
    await catalogOf(services, 'a.shots.md');
    services.host.write(memoryUri('any.tools.json'), tool('other'));
    services.host.write(memoryUri('more.tools.json'), tool('more'));
    expect(services.changed(memoryUri('any.tools.json'))).toContain(memoryUri('a.shots.md'));
    services.changed(memoryUri('more.tools.json'));
    expect((await catalogOf(services, 'b.shots.md')).tools.map(({ name }) => name)).toEqual(['other', 'more']);
  });

  test('see a change that is noticed while the tool file itself is read', async () => {
    const services = workspace(two);
    await catalogOf(services, 'a.shots.md');
    services.host.write(memoryUri('any.tools.json'), tool('other'));
    await services.tools(memoryUri('any.tools.json'));
    expect((await catalogOf(services, 'a.shots.md')).tools.map(({ name }) => name)).toEqual(['other']);
  });

  test('share no catalog with documents of another project', async () => {
    const services = workspace({ ...two, 'sub/sop-shots.yaml': 'language: zh-CN\n', 'sub/c.shots.md': shots('') });
    expect(await catalogOf(services, 'sub/c.shots.md')).not.toBe(await catalogOf(services, 'a.shots.md'));
  });
});
