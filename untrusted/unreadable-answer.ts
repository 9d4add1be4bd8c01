/** An answer that cannot be read, or is not one of the service's. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';

  /**
   * @param why what is wrong with "it", the answer, in our own words: they become part of a message
   * @param requestId absent if the answer has none
   */
  constructor(
    why: string,
    readonly requestId?: string,
  ) {
    super(why);
  }
}
