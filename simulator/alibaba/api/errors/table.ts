/**
 * Action → HTTP status → code → message. Where the vendor knows several texts for one code, the usual one comes first.
 * Spellings such as `Forbbiden` and `InvalidParamter` are the service's own. `%s` stands for a value.
 */
export type ErrorTable = Readonly<
  Record<string, Readonly<Record<number, Readonly<Record<string, string | readonly string[]>>>>>
>;
