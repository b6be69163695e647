import { open } from 'node:fs/promises';
import { DATA_FILE_NAME, type DataShape, detectDataShape } from '../../datasets/index.ts';

const HEAD_BYTES = 1 << 18;

/** The shape of a file of training data, by its first row; undefined if it holds something else. */
export async function detectData(path: string): Promise<DataShape | undefined> {
  return DATA_FILE_NAME.test(path) ? detectDataShape(await readHead(path).catch(() => '')) : undefined;
}

async function readHead(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
