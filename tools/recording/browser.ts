import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { ROOT } from '../projects';

/** Unpacks the Chromium of @sparticuz/chromium, an ES module, and prints its path. */
const UNPACK = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath());";

const ADVICE = 'Set CHROME_PATH to the program of Chrome or Chromium on this machine.';

/** A browser without a window: the one in CHROME_PATH, otherwise the Chromium that npm installed, which runs only on Linux x64. */
export async function launchBrowser(): Promise<Browser> {
  try {
    const executablePath = process.env.CHROME_PATH ?? unpackChromium();
    return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  } catch (error) {
    throw new Error(`No browser could be started. ${ADVICE}`, { cause: error });
  }
}

function unpackChromium(): string {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') throw new Error(`@sparticuz/chromium is not for ${platform} on ${arch}.`);
  const parameters = ['--input-type=module', '--eval', UNPACK];
  return execFileSync(process.execPath, parameters, { cwd: ROOT, encoding: 'utf8' }).trim();
}
