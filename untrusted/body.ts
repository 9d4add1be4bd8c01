import type { Readable } from 'node:stream';

/** A body that is longer than anything legal; what follows of it is not read. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';

  constructor(most: number) {
    super(`the body is longer than ${most} bytes`);
  }
}

/**
 * Reads a body of at most so many bytes as they come, without unpacking them. What becomes of a stream with a longer body is up to the
 * caller: it is paused, and nothing of it is kept.
 *
 * @throws BodyTooLong, or the error of the stream.
 */
export function readBody(stream: Readable, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= most) return;
      stream.off('data', take).pause();
      chunks.length = 0;
      reject(new BodyTooLong(most));
    };
    stream
      .on('data', take)
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject)
      .on('close', () => reject(new Error('the body ended too early')));
  });
}

/** The same of an answer: with one that is longer its connection ends. */
export async function readAnswer(response: Readable, most: number): Promise<Buffer> {
  try {
    return await readBody(response, most);
  } catch (error) {
    response.destroy();
    throw error;
  }
}
