import { Failure } from '../../src/failure/failure';

/** What the reading of a type configuration says is wrong with it, or `none`. */
export function problemOfReading(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Failure && error.code === 'InvalidTypeConfiguration') return error.message;
    throw error;
  }
  return 'none';
}
