/**
 * Replaces in the bundle Node's module `zlib`, as httpx requires it by that name: loaded with the first answer that is compressed, which
 * ECS sends to nobody who did not ask for it. Loading it takes a tenth of a cold start.
 */
const zlib = (): typeof import('node:zlib') => require('node:zlib');

export const createGunzip = () => zlib().createGunzip();
export const createInflate = () => zlib().createInflate();
