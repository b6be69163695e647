import { describe, expect, it } from 'vitest';
import { PROMPT_FORMAT_NAMES } from '../../../src/datasets/index.ts';
import { ORDERS, promptOf } from './support.ts';

const TEXTS = {
  'a.shots.md': `---
style: react
---

# Notes

## Shot 1: the first

<!-- id: s-1 -->
<!-- status: approved by Kim -->
**User**: It beeps. <!-- ask Kim -->
\\Observation: it says so on the box.

<!-- step 1 -->
**Think**: I ask {{who}}.
**Action**: Ask the customer.
**Observation**: Twice.

**User**: <User request>
`,
};

describe('the Markdown format', () => {
  it('writes system text, shots as in the document and the request', async () => {
    const { text } = await promptOf(TEXTS, { system: 'You help.\n', request: 'It hums.' });
    expect(text).toBe(`You help.

# Examples

## Example 1

**User**: It beeps.
Observation: it says so on the box.
**Think**: I ask {{who}}.
**Action**: Ask the customer.
**Observation**: Twice.

# Request

**User**: It hums.
`);
  });

  it('writes the tools with their schemas', async () => {
    const { text, parts } = await promptOf(ORDERS);
    expect(text).toContain('# Tools\n\n## TrackOrder\n\nSays where an order is.\n{"type":"object"');
    expect(parts.map(({ kind }) => kind)).toEqual(['tools', 'intro', 'shot', 'shot', 'shot', 'shot']);
    expect(
      parts
        .map((part) => part.text)
        .join('')
        .trimEnd(),
    ).toBe(text.trimEnd());
  });

  it('has headings in the language of the document', async () => {
    const { text } = await promptOf(
      { 'a.shots.md': '**用户**：卡纸了\n**思考**：先问。\n**行动**：询问型号。\n' },
      { request: '漏水' },
    );
    expect(text).toBe(
      '# 示例\n\n## 示例 1\n\n**用户**：卡纸了\n**思考**：先问。\n**行动**：询问型号。\n\n# 用户请求\n\n**用户**：漏水\n',
    );
  });
});

describe('the other text formats', () => {
  it('plain has no Markdown', async () => {
    const { text } = await promptOf(TEXTS, { format: 'plain', request: 'It hums.' });
    expect(text).toContain('Examples:\n\nExample 1:\n\nUser: It beeps.\n');
    expect(text).toContain('\nRequest:\n\nUser: It hums.\n');
    expect(text).not.toContain('**');
  });

  it('Dify and Coze have a variable for the request', async () => {
    expect((await promptOf(TEXTS, { format: 'dify' })).text).toMatch(/\*\*User\*\*: \{\{#sys\.query#\}\}\n$/);
    expect((await promptOf(TEXTS, { format: 'coze' })).text).toMatch(/\*\*User\*\*: \{\{input\}\}\n$/);
    expect((await promptOf(TEXTS, { format: 'coze', request: 'It hums.' })).text).toMatch(/\*\*User\*\*: It hums\.\n$/);
  });

  it('Dify and Coze do not take the text of a shot for a variable', async () => {
    for (const format of ['dify', 'coze'] as const) {
      expect((await promptOf(TEXTS, { format })).text).toContain('I ask { {who}}.');
    }
  });

  it.each(PROMPT_FORMAT_NAMES)('%s contains no comment, id, status or open slot', async (format) => {
    const { text } = await promptOf(TEXTS, { format });
    expect(text).not.toMatch(/<!--|s-1|Kim|User request>|Shot 1/);
    expect(text).toContain('It beeps.');
  });
});
