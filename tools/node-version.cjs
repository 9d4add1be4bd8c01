// Ends with what is needed where Node.js is too old for what comes next in a script of package.json. It is written in the
// JavaScript of 2015, and loads nothing, so that an old Node.js can read it.
'use strict';

/**
 * Why a version of Node.js does not do, undefined if it does.
 *
 * @param {string} version such as `18.20.4` (`process.versions.node`).
 * @param {string} oldest the oldest that does, as `engines` of package.json has it: `>=20.19`.
 * @returns {string | undefined}
 */
function problemOf(version, oldest) {
  const [needed, found] = [oldest, version].map((text) => /(\d+)\.(\d+)/.exec(text).slice(1).map(Number));
  if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) return undefined;
  return `Node.js ${needed.join('.')} or later is needed; this is ${version}. Install a newer one (https://nodejs.org), then try again.`;
}

const problem = problemOf(process.versions.node, require('../package.json').engines.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
