export type PromiseResult<D, E> = D & { $response: { error?: E } };
