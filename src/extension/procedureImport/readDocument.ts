import mammoth from 'mammoth';
import { NodeHtmlMarkdown } from 'node-html-markdown';

/** The text of a Word document as Markdown: headings, numbered lists and tables stay what they are. Rejects for other files. */
export async function readWord(bytes: Uint8Array): Promise<string> {
  // An image would become a long address of data, and says nothing to the reader of steps.
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage });
  return readHtml(value);
}

/** HTML as Markdown, without escapes: the words of a procedure are not meant as markup. */
export function readHtml(html: string): string {
  const markdown = NodeHtmlMarkdown.translate(html, { ignore: ['img', 'script', 'style'], bulletMarker: '-' });
  const text = markdown.replaceAll(/\\([\\`*_{}[\]()#+\-.!|>~])/g, '$1').trim();
  return text === '' ? '' : `${text}\n`;
}
