import { stringify } from 'yaml'; import { writeFileSync } from 'node:fs'; const BYTES=3_000_000;
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
const d=createDocument().document; writeFileSync('/tmp/c16/api.yaml', stringify(d,{aliasDuplicateObjects:false})); writeFileSync('/tmp/c16/api.json', JSON.stringify(d,undefined,2));
