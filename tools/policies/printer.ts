import type { Command } from 'commander';

/** What prints the policies of the types of one cloud. */
export interface PolicyPrinter {
  /** The file in `src/properties/` of a project that exports what its type needs. */
  readonly file: string;
  /** What the program prints, for its help. */
  readonly description: string;
  /** The policies that a release has of each type of the cloud: by its name, the parameters that print it. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
  /**
   * Adds the options of the cloud, reads them, and returns the text to print.
   *
   * @param program with the options that every cloud has
   * @param needs what the file exports
   * @throws Error if the options ask for something that there is not
   */
  print(program: Command, needs: unknown, parameters: readonly string[]): string;
}
