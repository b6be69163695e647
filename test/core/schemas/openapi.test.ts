import { describe, expect, test } from 'vitest';
import { selectTools } from '../../../src/core/index.ts';
import type { ToolFileOptions } from '../../../src/core/schemas/toolFile.ts';
import { described, onlyTool, problemsOf, toolsFrom } from './support.ts';

const ok = { '200': { description: 'ok' } };

function api(paths: unknown, components: unknown = {}, options: Partial<ToolFileOptions> = {}) {
  return toolsFrom(
    { openapi: '3.0.3', info: { title: 'x', version: '1' }, paths, components },
    { name: 'openapi.json', ...options },
  );
}

function swagger(paths: unknown, definitions: unknown = {}) {
  return toolsFrom(
    { swagger: '2.0', info: { title: 'x', version: '1' }, paths, definitions },
    { name: 'swagger.json' },
  );
}

const query = (name: string, schema: unknown = { type: 'string' }, more: object = {}) => ({
  name,
  in: 'query',
  schema,
  ...more,
});

describe('operations', () => {
  test.each([
    ['operationId', '/a', 'get', { operationId: 'listOrders' }, 'listOrders'],
    ['a Chinese operationId', '/a', 'get', { operationId: '查询订单' }, '查询订单'],
    ['characters a call cannot carry', '/a', 'get', { operationId: 'orders/list all' }, 'orders_list_all'],
    ['method and path', '/orders/{id}', 'get', {}, 'get_orders_by_id'],
    ['a deeper path', '/api/v1/orders/{orderId}/items', 'post', {}, 'post_api_v1_orders_by_orderId_items'],
    ['a Chinese path', '/订单/列表', 'get', {}, 'get_订单_列表'],
    ['the root', '/', 'get', {}, 'get'],
    ['an empty operationId', '/a', 'get', { operationId: ' ' }, 'get_a'],
  ])('named by %s', (_name, path, method, operation, name) => {
    expect(onlyTool(api({ [path]: { [method]: { responses: ok, ...operation } } })).name).toBe(name);
  });

  test('clashing names are numbered, and the project file overrides them', () => {
    const paths = {
      '/a': { get: { operationId: 'list', responses: ok } },
      '/b': { get: { operationId: 'list', responses: ok }, post: { responses: ok } },
    };
    expect(api(paths).tools.map(({ name }) => name)).toEqual(['list', 'list-2', 'post_b']);
    const names = { 'GET /b': 'listB', post_b: 'no', 'POST /b': '新建' };
    expect(api(paths, {}, { names }).tools.map(({ name }) => name)).toEqual(['list', 'listB', '新建']);
  });

  test('description, tags, response and strictness', () => {
    const tool = onlyTool(
      api({
        '/a': {
          get: {
            summary: '查',
            description: '查询订单',
            tags: ['订单'],
            responses: {
              '201': { content: { 'application/json': { schema: { type: 'array', items: { type: 'integer' } } } } },
            },
          },
        },
      }),
    );
    expect(tool.description).toBe('查\n\n查询订单');
    expect(tool.operation).toEqual({ method: 'GET', path: '/a', tags: ['订单'], id: undefined });
    expect(tool.returns).toEqual({ type: 'array', items: { type: 'integer' } });
    expect(tool.file.format).toBe('openapi-3.0');
  });

  test('3.1 and YAML', () => {
    const file = toolsFrom(
      'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      parameters:\n        - {name: q, in: query, schema: {type: [string, "null"]}}\n',
      { name: 'openapi.yaml' },
    );
    expect(file.format).toBe('openapi-3.1');
    expect(onlyTool(file).parameters).toEqual({ type: 'object', properties: { q: { type: ['string', 'null'] } } });
  });
});

describe('arguments of an operation', () => {
  test('parameters of the path and the operation, and the fields of the body, are one', () => {
    const tool = onlyTool(
      api({
        '/orders/{id}': {
          parameters: [{ name: 'id', in: 'path', schema: { type: 'string' } }, query('page', { type: 'string' })],
          put: {
            parameters: [query('page', { type: 'integer' }, { description: '页码', required: true })],
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['reason'],
                    properties: { reason: { type: 'string' }, note: {} },
                  },
                },
              },
            },
          },
        },
      }),
    );
    expect(tool.parameters).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string' },
        page: { type: 'integer', description: '页码' },
        reason: { type: 'string' },
        note: {},
      },
      required: ['id', 'page', 'reason'],
    });
    const { value } = tool.file.parameterLocation(tool, '/properties/page/type').ranges;
    expect(tool.file.text.slice(value.start, value.end)).toBe('"integer"');
  });

  test('header and cookie parameters only where asked for; ignored ones never', () => {
    const paths = {
      '/a': {
        get: {
          parameters: [
            query('q'),
            query('sign'),
            { name: 'X-Tenant', in: 'header', schema: {} },
            { name: 'sid', in: 'cookie', schema: {} },
          ],
        },
      },
    };
    expect(onlyTool(api(paths)).parameterNames).toEqual(['q', 'sign']);
    const openapi = { in: ['header'] as const, ignoreParameters: ['sign'] };
    expect(onlyTool(api(paths, {}, { openapi })).parameterNames).toEqual(['q', 'X-Tenant']);
  });

  const body = (schema: unknown, type = 'application/json', more: object = {}) => ({
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', schema: {} }],
      post: { requestBody: { content: { [type]: { schema } }, ...more } },
    },
  });

  test.each([
    ['a list is the parameter body', { type: 'array', items: { type: 'string' } }, ['id', 'body']],
    ['a text is the parameter body', { type: 'string' }, ['id', 'body']],
    ['alternatives are the parameter body', { oneOf: [{ type: 'object', properties: { a: {} } }] }, ['id', 'body']],
    ['a map is the parameter body', { type: 'object', additionalProperties: { type: 'string' } }, ['id', 'body']],
    ['an object gives its fields', { type: 'object', properties: { a: {}, b: {} } }, ['id', 'a', 'b']],
    ['a clash gets _body', { type: 'object', properties: { id: {}, b: {} } }, ['id', 'id_body', 'b']],
    [
      'allOf is merged',
      { allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { b: {} } }] },
      ['id', 'base', 'b'],
    ],
    ['references are followed', { $ref: '#/components/schemas/Base' }, ['id', 'base']],
    ['read-only fields are left out', { type: 'object', properties: { a: { readOnly: true }, b: {} } }, ['id', 'b']],
    ['an empty schema adds nothing', {}, ['id']],
  ])('%s', (_name, schema, names) => {
    const file = api(body(schema), { schemas: { Base: { type: 'object', properties: { base: { type: 'string' } } } } });
    expect(problemsOf(file)).toEqual([]);
    expect(onlyTool(file).parameterNames).toEqual(names);
  });

  test('form bodies give their fields, and JSON is preferred', () => {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } };
    expect(onlyTool(api(body(schema, 'multipart/form-data'))).parameterNames).toEqual(['id', 'file']);
    const content = {
      'text/plain': { schema: { type: 'string' } },
      'application/json; charset=utf-8': { schema: { properties: { a: {} } } },
    };
    expect(onlyTool(api({ '/a': { post: { requestBody: { content } } } })).parameterNames).toEqual(['a']);
  });

  test('an optional body requires nothing', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: {} } };
    expect(onlyTool(api(body(schema))).required).toEqual(['id', 'a']);
    expect(onlyTool(api(body(schema, 'application/json', { required: false }))).required).toEqual(['id']);
  });

  test('nullable, exclusive bounds and nested read-only fields', () => {
    const tool = onlyTool(
      api(
        body({
          type: 'object',
          required: ['n', 'm'],
          properties: {
            n: { type: 'number', minimum: 0, exclusiveMinimum: true, nullable: true },
            m: { nullable: true, allOf: [{ $ref: '#/components/schemas/M' }] },
          },
        }),
        {
          schemas: {
            M: {
              type: 'object',
              required: ['id', 'x'],
              properties: { id: { type: 'integer', readOnly: true }, x: { type: 'string' } },
            },
          },
        },
      ),
    );
    expect(described(tool, { id: 1, n: null, m: null })).toEqual([]);
    expect(described(tool, { id: 1, n: 0, m: { x: 'a' } })).toEqual(['value /n exclusiveMinimum']);
    expect(described(tool, { id: 1, n: 1, m: {} })).toEqual(['missing /m/x required']);
    expect(described(tool, { id: 1, n: 1, m: { x: 'a', id: 3 } })).toEqual(['unknown /m/id properties open']);
  });

  test('parameters, bodies, path items and responses can be elsewhere', () => {
    const file = api(
      {
        '/a': {
          post: {
            parameters: [{ $ref: '#/components/parameters/Page' }, { $ref: '#/components/parameters/Missing' }],
            requestBody: { $ref: '#/components/requestBodies/B' },
            responses: { '200': { $ref: '#/components/responses/R' } },
          },
        },
      },
      {
        parameters: { Page: query('page', { type: 'integer' }) },
        requestBodies: { B: { content: { 'application/json': { schema: { properties: { x: {} } } } } } },
        responses: { R: { content: { 'application/json': { schema: { type: 'string' } } } } },
      },
    );
    const tool = onlyTool(file);
    expect(tool.parameterNames).toEqual(['page', 'x']);
    expect(tool.returns).toEqual({ type: 'string' });
    expect(problemsOf(file)).toEqual([
      'unresolved-ref «"#/components/parameters/Missing"» `#/components/parameters/Missing` cannot be resolved.',
    ]);
  });
});

describe('Swagger 2.0 as exporters write it', () => {
  test('springfox: generic names, dotted query models, files, body objects', () => {
    const file = swagger(
      {
        '/orders': {
          post: {
            operationId: 'addUsingPOST',
            parameters: [
              {
                in: 'body',
                name: 'dto',
                required: true,
                schema: { $ref: '#/definitions/订单«明细»', originalRef: '订单«明细»' },
              },
              { in: 'header', name: 'Authorization', type: 'string' },
            ],
            responses: { '200': { description: 'OK', schema: { $ref: '#/definitions/Map«string,List/Item»' } } },
          },
          get: {
            parameters: [
              { in: 'query', name: 'user.name', type: 'string', allowEmptyValue: false },
              { in: 'query', name: 'items[0].id', type: 'integer', format: 'int64' },
              {
                in: 'query',
                name: 'state',
                type: 'array',
                items: { type: 'string', enum: ['a', 'b'] },
                collectionFormat: 'multi',
              },
            ],
          },
        },
        '/upload': { post: { parameters: [{ in: 'formData', name: 'file', type: 'file', required: true }] } },
      },
      {
        '订单«明细»': {
          type: 'object',
          required: ['数量'],
          properties: { 数量: { type: 'integer', format: 'int32' } },
        },
        'Map«string,List/Item»': { type: 'object' },
      },
    );
    expect(problemsOf(file)).toEqual([]);
    expect(file.tools.map(({ name, parameterNames }) => [name, ...parameterNames])).toEqual([
      ['get_orders', 'user.name', 'items[0].id', 'state'],
      ['addUsingPOST', '数量'],
      ['post_upload', 'file'],
    ]);
    const [get, add, upload] = file.tools;
    if (get === undefined || add === undefined || upload === undefined) throw new Error('tools');
    expect(described(add, { 数量: 'x' })).toEqual(['type /数量 type']);
    expect(described(get, { state: ['a', 'c'] })).toEqual(['value /state/1 enum']);
    expect(described(upload, { file: 'a.png' })).toEqual([]);
    expect(described(upload, {})).toEqual(['missing /file required']);
    expect(add.returns).toEqual({ type: 'object' });
  });

  test('YApi: embedded $schema, titles, no operationId', () => {
    const tool = onlyTool(
      swagger({
        '/api/order/{id}': {
          post: {
            tags: ['公共分类'],
            summary: '改订单',
            parameters: [
              { name: 'id', in: 'path', description: '编号', required: true, type: 'string' },
              { name: 'Content-Type', in: 'header', required: true, type: 'string', enum: ['application/json'] },
              {
                name: 'root',
                in: 'body',
                schema: {
                  $schema: 'http://json-schema.org/draft-04/schema#',
                  type: 'object',
                  title: 'empty object',
                  properties: { a: { type: 'number', mock: { mock: '@float' } } },
                  required: ['a'],
                },
              },
            ],
          },
        },
      }),
    );
    expect(tool.name).toBe('post_api_order_by_id');
    expect(tool.required).toEqual(['id', 'a']);
    expect(described(tool, { id: '1', a: 'x' })).toEqual(['type /a type']);
  });

  test('Apifox: vendor keys and a bodyless operation', () => {
    const file = api({
      '/宠物/{id}': {
        get: {
          summary: '查宠物',
          'x-apifox-folder': '宠物',
          'x-run-in-apifox': 'https://example.com',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' }, example: '1' }],
          requestBody: { content: {} },
        },
      },
    });
    expect(problemsOf(file)).toEqual([]);
    expect(onlyTool(file).parameterNames).toEqual(['id']);
  });

  test('a body without schema is a parameter that takes anything', () => {
    const tool = onlyTool(swagger({ '/a': { post: { parameters: [{ in: 'body', name: 'dto' }] } } }));
    expect(described(tool, { dto: { a: 1 } })).toEqual([]);
  });
});

describe('include and exclude', () => {
  const { tools } = api({
    '/orders': {
      get: { operationId: 'listOrders', tags: ['订单'] },
      post: { operationId: 'add order', tags: ['订单', '写'] },
    },
    '/orders/{id}': { get: { tags: ['订单'] } },
    '/users/{id}/orders': { get: { tags: ['用户'] } },
  });
  test.each([
    [[], [], ['listOrders', 'add_order', 'get_orders_by_id', 'get_users_by_id_orders']],
    [['tag:订单'], [], ['listOrders', 'add_order', 'get_orders_by_id']],
    [['tag: 订单 '], ['tag:写'], ['listOrders', 'get_orders_by_id']],
    [['listOrders', 'add order'], [], ['listOrders', 'add_order']],
    [['get_orders_by_id'], [], ['get_orders_by_id']],
    [['/orders'], [], ['listOrders', 'add_order']],
    [['/orders/**'], [], ['listOrders', 'add_order', 'get_orders_by_id']],
    [['/orders/{id}'], [], ['get_orders_by_id']],
    [['/orders/*'], [], ['get_orders_by_id']],
    [['GET /orders/**'], [], ['listOrders', 'get_orders_by_id']],
    [[], ['/users/**'], ['listOrders', 'add_order', 'get_orders_by_id']],
    [['nothing'], [], []],
  ])('%j without %j', (include, exclude, names) => {
    expect(selectTools(tools, { include, exclude }).map(({ name }) => name)).toEqual(names);
  });
});
