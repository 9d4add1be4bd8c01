/**
 * Loads a module, or none, in a process that has done nothing else, and tells how long that took and how large the process got.
 * Usage: load.js [FILE], with an IPC channel.
 */
const [, , file] = process.argv;
const started = process.hrtime.bigint();
if (file) require(file);
const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
process.send?.({ milliseconds, residentBytes: process.memoryUsage().rss });
