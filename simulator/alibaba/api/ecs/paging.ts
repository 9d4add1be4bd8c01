import type { EcsRequest } from './operation';

/** A part of a list, and the fields of the answer that describe it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly fields: Readonly<Record<string, number | string>>;
}

/** The rules of an action for pages. */
export interface PageRules {
  readonly byDefault: number;
  readonly max: number;
  /** The code for a wrong parameter with that name. */
  readonly code: (parameter: string) => string;
}

/** The page for PageNumber (counted from 1) and PageSize. */
export function numberedPage<T>(request: EcsRequest, items: readonly T[], rules: PageRules): Page<T> {
  const { parameters } = request;
  const number = (name: string, byDefault: number, max: number): number => {
    const text = parameters.text(name);
    if (text === '') return byDefault;
    const value = /^\d+$/.test(text) ? Number(text) : 0;
    if (value < 1 || value > max) throw request.refuse(rules.code(name));
    return value;
  };
  const PageNumber = number('PageNumber', 1, Number.MAX_SAFE_INTEGER);
  const PageSize = number('PageSize', rules.byDefault, rules.max);
  const start = (PageNumber - 1) * PageSize;
  return { items: items.slice(start, start + PageSize), fields: { PageNumber, PageSize, TotalCount: items.length } };
}

/**
 * The page for NextToken, with a size that the action has read. An empty token means the beginning and, in the answer, the end. The
 * documentation says that TotalCount is not valid with tokens, so the answer does not have it (DescribeSnapshots and DescribeInstances
 * documentation).
 *
 * @throws EcsError with that code if the token is not valid
 */
export function tokenPage<T>(request: EcsRequest, items: readonly T[], size: number, code: string): Page<T> {
  const token = request.parameters.text('NextToken');
  const start = token === '' ? 0 : startOf(token);
  if (start === undefined) throw request.refuse(code);
  const end = start + size;
  const NextToken = end < items.length ? tokenOf(end) : '';
  return { items: items.slice(start, end), fields: { NextToken, TotalCount: 0 } };
}

/** Whether a request uses tokens for pages. */
export function pagesByToken({ parameters }: EcsRequest): boolean {
  return parameters.text('NextToken') !== '' || parameters.text('MaxResults') !== '';
}

const PREFIX = 'from ';

function tokenOf(start: number): string {
  return Buffer.from(`${PREFIX}${start}`).toString('hex');
}

function startOf(token: string): number | undefined {
  const text = /^([0-9a-f]{2})+$/.test(token) ? Buffer.from(token, 'hex').toString('latin1') : '';
  const digits = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
