import type { Readable } from 'node:stream';

/** A body that is longer than the limit. The rest of it is not read. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';

  constructor(most: number) {
    super(`the body is longer than ${most} bytes`);
  }
}

/**
 * Reads a body of at most `most` bytes as they come, without decompression. If the body is longer, nothing of it is kept and the stream is
 * paused; the caller decides what happens to the stream.
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

/** {@link readBody} for an answer. If the answer is too long, its connection is closed. */
export async function readAnswer(response: Readable, most: number): Promise<Buffer> {
  try {
    return await readBody(response, most);
  } catch (error) {
    response.destroy();
    throw error;
  }
}
