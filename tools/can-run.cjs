// Ends with a message if a script of package.json cannot run without a newer Node.js or the packages. Reports if the packages are not those
// of package-lock.json. It is written in the JavaScript of 2015 and loads nothing of this project, so that an old Node.js can read it.
'use strict';

/**
 * Why a version of Node.js is not sufficient; `undefined` if it is.
 *
 * @param {string} version such as `18.20.4` (`process.versions.node`).
 * @param {string} oldest the oldest sufficient version, as in `engines` of package.json: `>=20.19`.
 * @returns {string | undefined}
 */
function versionProblem(version, oldest) {
  const [needed, found] = [oldest, version].map((text) => /(\d+)\.(\d+)/.exec(text).slice(1).map(Number));
  if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) return undefined;
  return `Node.js ${needed.join('.')} or later is needed; this is ${version}. Install a newer one (https://nodejs.org), then try again.`;
}

/**
 * Why the packages of this project cannot be loaded; `undefined` if they can. One of them is checked, because npm installs all or none.
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

/** The packages in a lock file of npm, by their folders; `undefined` if there is none or it cannot be read. */
function packagesIn(load) {
  try {
    return load().packages;
  } catch (_) {
    return undefined;
  }
}

/** A package without its folder and alias, which depend on the settings of npm. */
const named = (folder, { name, version }) => `${name || folder.split('node_modules/').pop()} ${version}`;

/** Whether every installation has a package: npm leaves out optional ones, for example of other platforms, and those of peers. */
const isAlways = (folder, { link, optional, devOptional, peer }) =>
  folder.includes('node_modules/') && !link && !optional && !devOptional && !peer;

/**
 * Which packages of package-lock.json are not installed in their version; `undefined` if there are none or this cannot be known. npm
 * records what it has installed in node_modules/.package-lock.json (documentation of npm, package-lock.json, "Hidden Lockfiles").
 *
 * @returns {string | undefined}
 */
function staleness() {
  const wanted = packagesIn(() => require('../package-lock.json'));
  const installed = packagesIn(() => require('../node_modules/.package-lock.json'));
  if (!wanted || !installed) return undefined;
  const there = new Set(Object.keys(installed).map((folder) => named(folder, installed[folder])));
  const missing = Object.keys(wanted)
    .filter((folder) => isAlways(folder, wanted[folder]) && !there.has(named(folder, wanted[folder])))
    .map((folder) => named(folder, wanted[folder]));
  if (missing.length === 0) return undefined;
  const more = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
  return `The installed packages are not those of package-lock.json: ${missing[0]}${more} missing. Run npm ci, which needs a network.`;
}

const problem = versionProblem(process.versions.node, require('../package.json').engines.node) || packagesProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Older packages may still work, so this does not end anything.
  const remark = staleness();
  if (remark !== undefined) console.error(remark);
}
