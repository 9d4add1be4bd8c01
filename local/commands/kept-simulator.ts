/** The file for the type configurations of a running simulator, as commands name it. */
const FILE = 'simulator.json';

/** The command that runs a simulator and writes how to reach it. */
export const KEEP_SIMULATOR = `npm run simulator -- --type-configuration ${FILE}`;

/** The option with which other commands use that simulator. */
export const USE_KEPT_SIMULATOR = `--type-configuration ${FILE}`;
