// An MCP server of the official SDK over standard input and output, for tests. Its argument chooses how it behaves.
import { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';

const [behaviour = 'plain', value = ''] = process.argv.slice(2);
const PAGE = 1000;

/** @returns {import('@modelcontextprotocol/server').Tool} */
function createTool(/** @type {string} */ name, /** @type {string} */ description) {
  const properties = { number: { type: 'string', description: 'The number of the part.' } };
  return { name, description, inputSchema: { type: 'object', properties, required: ['number'] } };
}

function listedTools() {
  if (behaviour === 'many')
    return Array.from({ length: Number(value) }, (_, index) => createTool(`tool_${index}`, 'One of many.'));
  if (behaviour === 'repeated') return [createTool('find_part', 'The first.'), createTool('find_part', 'The second.')];
  if (behaviour === 'empty') return [];
  if (behaviour === 'changed')
    return [createTool('find_part', 'Finds a spare part.'), createTool('order_part', 'Orders a part.')];
  if (behaviour === 'environment') return [createTool('find_part', `The key is ${process.env.OPENAI_API_KEY}.`)];
  return [createTool('find_part', 'Finds a part.'), createTool('查询库存', '查询配件的库存。')];
}

/** A tool that is on every page, and one of the page; the server says meanwhile that its list has changed. */
async function listChangingPage(/** @type {number} */ page) {
  await server.sendToolListChanged();
  const description = `Of page ${page}.`;
  const tools = [createTool('find_part', description), createTool(`part_${page}`, description)];
  return page < 2 ? { tools, nextCursor: String(page + 1) } : { tools };
}

/** @param {Record<string, unknown> | undefined} params */
function listPage(params) {
  const start = Number(params?.cursor ?? 0);
  if (behaviour === 'changing') return listChangingPage(start);
  if (behaviour === 'silent') return new Promise(() => {});
  if (behaviour === 'invalid') return /** @type {any} */ ({ tools: [createTool('find_part', ''), { name: 'other' }] });
  const tools = listedTools();
  const next = behaviour === 'endless' ? start + 1 : start + PAGE;
  const hasMore = behaviour === 'endless' || next < tools.length;
  return {
    tools: tools.slice(behaviour === 'endless' ? 0 : start).slice(0, PAGE),
    ...(hasMore ? { nextCursor: String(next) } : {}),
  };
}

if (behaviour === 'crash') {
  process.stderr.write('cannot open the database\n');
  process.exit(3);
}
if (behaviour === 'chatter') process.stdout.write('Welcome to the workshop!\n');
const server = new Server({ name: 'workshop', version: '1' }, { capabilities: { tools: { listChanged: true } } });
if (behaviour === 'hang') {
  setInterval(() => {}, 1000);
} else {
  server.setRequestHandler('tools/list', ({ params }) => listPage(params));
  await server.connect(new StdioServerTransport());
}
