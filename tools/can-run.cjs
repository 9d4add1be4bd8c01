// Ends with what is needed where a script of package.json cannot run: a newer Node.js, or the packages. It is written in the
// JavaScript of 2015, and loads nothing of this project, so that an old Node.js can read it.
'use strict';

/**
 * Why a version of Node.js does not do, undefined if it does.
 *
 * @param {string} version such as `18.20.4` (`process.versions.node`).
 * @param {string} oldest the oldest that does, as `engines` of package.json has it: `>=20.19`.
 * @returns {string | undefined}
 */
function versionProblem(version, oldest) {
  const [needed, found] = [oldest, version].map((text) => /(\d+)\.(\d+)/.exec(text).slice(1).map(Number));
  if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) return undefined;
  return `Node.js ${needed.join('.')} or later is needed; this is ${version}. Install a newer one (https://nodejs.org), then try again.`;
}

/**
 * Why the packages of this project are not there, undefined if they are. One of them tells, because npm installs all or none.
 *
 * @returns {string | undefined}
 */
function packagesProblem() {
  try {
    require.resolve('tsx');
    return undefined;
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    return 'The packages of this project are not installed. Run npm ci, which needs a network, then try again.';
  }
}

const problem = versionProblem(process.versions.node, require('../package.json').engines.node) || packagesProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
