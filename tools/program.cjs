// Runs a program of this repository: `node tools/program.cjs local/main.ts WORD…`. All its modules are kept in one file of JavaScript,
// because loading hundreds of files of TypeScript takes several times as long. The file is made again when something in it has changed.
'use strict';
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');
const CACHE = path.join(ROOT, '.cache', 'programs');

/** What goes into a program in addition to its modules. */
const MADE_WITH = ['tools/program.cjs', 'tsconfig.json', 'node_modules/esbuild/package.json'];

/** What tells a file from one that has changed since; undefined: it is not there. */
function stateOf(name) {
  const stats = statSync(path.join(ROOT, name), { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs} ${stats.size}`;
}

/**
 * Whether a file that was made before is there, of this folder's project as it is now. Its first line has the folder, and every file that
 * went into it, as that was then.
 */
function isFresh(file) {
  try {
    const [first] = readFileSync(file, 'utf8').split('\n', 1);
    const { root, states } = JSON.parse(first.slice('//'.length));
    return root === ROOT && Object.entries(states).every(([name, state]) => stateOf(name) === state);
  } catch (error) {
    // There is none yet, or a full disk has left half of one.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return false;
    throw error;
  }
}

/** A module still finds the files next to its source. */
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

/** Makes the one file of a program. @throws Error of esbuild, with `errors`, or of the file system, with `syscall`. */
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

/** Whoever reads the file meanwhile sees the former one. */
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

/** Loads a program from its one file or, where that cannot be written, module by module. */
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
  // To look up where in a source an error comes from takes time.
  if (process.env.DEBUG) process.setSourceMapsEnabled(true);
  require(file);
}

load(process.argv[2]).catch((error) => {
  // What is wrong in a source has been told by now.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
});
