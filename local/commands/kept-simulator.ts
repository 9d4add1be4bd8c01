/** The file that commands name here for the type configurations of a simulator that is kept running. */
const FILE = 'simulator.json';

/** The command that keeps a simulator running, and writes how to reach it. */
export const KEEP_SIMULATOR = `npm run simulator -- --type-configuration ${FILE}`;

/** The option by which other commands use that simulator. */
export const USE_KEPT_SIMULATOR = `--type-configuration ${FILE}`;
