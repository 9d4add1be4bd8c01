// Runs a program of this repository: `node tools/program.cjs local/main.ts WORD…`. Its modules are bundled into one JavaScript file,
// because loading hundreds of TypeScript files takes several times as long. The file is rebuilt when a module has changed.
'use strict';
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');
const CACHE = path.join(ROOT, '.cache', 'programs');

/** The inputs of a program in addition to its modules. */
const MADE_WITH = ['tools/program.cjs', 'tsconfig.json', 'node_modules/esbuild/package.json'];

/** Identifies the state of a file, to detect changes; `undefined` if the file does not exist. */
function stateOf(name) {
  const stats = statSync(path.join(ROOT, name), { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs} ${stats.size}`;
}

/**
 * Whether the bundled file exists and is up to date. Its first line has the folder of the project, and every file that was bundled with its
 * state at that time.
 */
function isFresh(file) {
  try {
    const [first] = readFileSync(file, 'utf8').split('\n', 1);
    const { root, states } = JSON.parse(first.slice('//'.length));
    return root === ROOT && Object.entries(states).every(([name, state]) => stateOf(name) === state);
  } catch (error) {
    // It does not exist yet, or a full disk has left half of it.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Lets a module find the files next to its source. */
const KEEP_FOLDERS = {
  name: 'keep-folders',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      const folder = /\b__dirname\b/.test(source) ? `const __dirname = ${JSON.stringify(path.dirname(file))};` : '';
      return { contents: folder + source, loader: 'ts' };
    });
  },
};

/** Builds the one file of a program. @throws Error of esbuild, with `errors`, or of the file system, with `syscall`. */
async function make(program, file) {
  const { build } = require('esbuild');
  const began = Date.now();
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [program],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // They look for files of theirs next to themselves.
    external: ['esbuild', 'typescript'],
    sourcemap: 'inline',
    sourcesContent: false,
    outfile: file,
    metafile: true,
    write: false,
    logLevel: 'warning',
    plugins: [KEEP_FOLDERS],
  });
  const changedMeanwhile = (name) => statSync(path.join(ROOT, name)).mtimeMs >= began;
  const states = [...Object.keys(metafile.inputs), ...MADE_WITH].map((name) => [
    name,
    changedMeanwhile(name) ? 'unknown' : stateOf(name),
  ]);
  writeWhole(file, `//${JSON.stringify({ root: ROOT, states: Object.fromEntries(states) })}\n${outputFiles[0].text}`);
}

/** Other processes that read the file at the same time get the earlier one. */
function writeWhole(file, text) {
  const fresh = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Loads a program from its one file or, if that cannot be written, module by module. */
async function load(program) {
  const file = path.join(CACHE, `${program.replaceAll('/', '-')}.cjs`);
  const source = path.join(ROOT, program);
  process.argv.splice(1, 2, source);
  try {
    if (!isFresh(file)) await make(program, file);
  } catch (error) {
    if (error.syscall === undefined) throw error;
    require('tsx/cjs');
    require(source);
    return;
  }
  // Finding the place of an error in the source takes time.
  if (process.env.DEBUG) process.setSourceMapsEnabled(true);
  require(file);
}

load(process.argv[2]).catch((error) => {
  // esbuild has already printed the errors in a source.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
});
