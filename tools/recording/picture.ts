import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine, endFailed } from '../command-line';
import { ROOT } from '../projects';
import { launchBrowser } from './browser';
import { withNote } from './png';

/** The part of a report in the picture, and the width of the page in pixels. */
const SECTION = 'timeline';
const WIDTH = 960;

/** The picture in the README. */
export const PICTURE = path.join(ROOT, 'guides', 'report.png');

const DEPLOYMENT = ['local/main.ts', 'deploy', 'examples/make-and-copy.yaml', '--speed', '2000'];

/** The keyword of the description in a picture. */
export const SHOWS = 'Comment';

/**
 * The words in the picture of a report and the style of the page, without what differs between runs (times, identifiers). If these are
 * equal, two pictures show the same.
 */
export function factsOf(report: string): string {
  const section = new RegExp(`<section id="${SECTION}".*?</section>`, 's').exec(report)?.[0] ?? '';
  const words = section
    .replaceAll(/<div class="axis".*?<\/div>|<code.*?<\/code>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\b(?:\d+[hms]\s*)+/g, 'TIME ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const style = /<style>.*?<\/style>/s.exec(report)?.[0] ?? '';
  return `${words}\nstyle ${createHash('sha256').update(style).digest('hex')}`;
}

/** Deploys the template of `npm start`, faster, and takes the picture of its report: a PNG that contains its description. */
export async function takePicture(): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  try {
    const report = path.join(folder, 'report.html');
    const words = ['--import', 'tsx', ...DEPLOYMENT, '--state', folder, '--report', report];
    execFileSync(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    return withNote(await screenshotOf(report), SHOWS, factsOf(readFileSync(report, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function screenshotOf(report: string): Promise<Buffer> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 600 }, colorScheme: 'light' });
    await page.goto(pathToFileURL(report).href);
    return await page.locator(`#${SECTION}`).screenshot();
  } finally {
    await browser.close();
  }
}

if (require.main === module)
  commandLine('npm run picture --')
    .description('Deploys a stack on the simulators and takes a picture of the timeline of its report.')
    .argument('[file]', 'the PNG to write', PICTURE)
    .action(async (file: string) => writeFileSync(file, await takePicture()))
    .parseAsync()
    .catch(endFailed);
