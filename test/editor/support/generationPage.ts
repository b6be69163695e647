import type { EditorPage } from './page.ts';
import { TIMEOUT } from './panel.ts';

export const size = { width: 1400, height: 900 };

/** A procedure and the tool that it names. */
export const files = {
  'orders.sop.md':
    '---\ntools: [./orders.tools.json]\n---\n\n# Late orders\n\n1. Look the order up with `lookUpOrder`.\n2. If it was lost, send it again.\n',
  'orders.tools.json': JSON.stringify([
    {
      name: 'lookUpOrder',
      description: 'Finds an order of a customer.',
      parameters: {
        type: 'object',
        properties: { orderNumber: { type: 'string', description: 'Number of the order, such as A-1027.' } },
        required: ['orderNumber'],
        additionalProperties: false,
      },
    },
  ]),
};

/** What the editors show, with ordinary spaces. */
export async function shownText(editor: EditorPage): Promise<string> {
  const texts = await editor.page.locator('.editor-instance .view-lines').allInnerTexts();
  return texts.join('\n').replaceAll('\u00A0', ' ');
}

/** Runs the command and answers what it asks: how many, in which style, in which language; of a model, what it is to know. */
export async function generate(editor: EditorPage, count?: string, instructions?: string): Promise<void> {
  await editor.runCommand('SOP Shots: Generate Shots from SOP');
  const box = editor.page.locator('.quick-input-widget');
  await box.getByText(/How many shots|要多少个示例/).waitFor(TIMEOUT);
  if (count !== undefined) await editor.page.keyboard.type(count);
  await editor.picture('generation-count');
  await editor.page.keyboard.press('Enter');
  for (const question of ['ReAct', 'English']) {
    await box.getByRole('option', { name: question }).waitFor(TIMEOUT);
    await editor.picture(`generation-${question}`);
    await editor.page.keyboard.press('Enter');
  }
  if (instructions === undefined) return;
  await box.getByText('Anything the model should know?').waitFor(TIMEOUT);
  await editor.page.keyboard.type(instructions);
  await editor.picture('generation-instructions');
  await editor.page.keyboard.press('Enter');
}
