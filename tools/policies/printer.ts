import type { Command } from 'commander';

/** Prints the policies of the types of one cloud. */
export interface PolicyPrinter {
  /** The file in `src/properties/` of a project that exports the needs of its type. */
  readonly file: string;
  /** The description of the program in its help. */
  readonly description: string;
  /** The policies in a release for each type of the cloud: the parameters that print a policy, by its name. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
  /**
   * Adds the options of the cloud, parses them, and returns the text to print.
   *
   * @param program with the options that every cloud has
   * @param needs the exports of the file
   * @throws Error if the options ask for something that does not exist
   */
  print(program: Command, needs: unknown, parameters: readonly string[]): string;
}
