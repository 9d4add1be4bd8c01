/**
 * Replaces Node's module `zlib` in the bundle, which httpx requires by that name. Loading it takes a tenth of a cold start, so it is loaded
 * with the first compressed answer, which ECS sends only on request.
 */
const zlib = (): typeof import('node:zlib') => require('node:zlib');

export const createGunzip = () => zlib().createGunzip();
export const createInflate = () => zlib().createInflate();
