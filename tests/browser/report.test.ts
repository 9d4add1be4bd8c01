import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { reportHtml } from '../../local/report/page';
import type { Recording } from '../../local/report/recording';
import { launchBrowser } from '../../tools/recording/browser';
import { temporaryFolder } from '../local/helpers';
import { endPrograms, run } from '../local/program';
import { FAILED_RUN, failedRecording, hostileRecording } from '../local/recordings';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** A page as it was opened, and all that it has complained of or asked for. */
interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

async function openFile(file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, complaints, requests };
}

function write(recording: Recording): string {
  const file = join(temporaryFolder(), 'report.html');
  writeFileSync(file, reportHtml(recording));
  return file;
}

const open = (recording: Recording, options?: BrowserContextOptions): Promise<Opened> =>
  openFile(write(recording), options);

const RECORDINGS: readonly (readonly [name: string, recording: Recording])[] = [
  ['a failed run', failedRecording()],
  ['a hostile run', hostileRecording()],
  ['a run that never began', { stackName: 'images', cloud: 'none', secrets: [], events: [], calls: [], notes: [] }],
];

function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** The pairs of texts that a reader would see over one another. */
function overlaps(page: Page): Promise<readonly (readonly string[])[]> {
  return page.evaluate(() => {
    const isShown = (element: Element): boolean => {
      // A narrow page keeps the heads of tables for those who do not see it.
      const head = element.closest('thead');
      return element.checkVisibility() && (head === null || getComputedStyle(head).position !== 'absolute');
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines: { node: Node; text: string; box: DOMRect }[] = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.textContent?.trim() ?? '';
      if (text === '' || node.parentElement === null || !isShown(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) lines.push({ node, text, box });
    }
    // A box is as high as the font can be, a little more than its letters are.
    const [least, slack] = [1, 4];
    return lines.flatMap((one, index) =>
      lines
        .slice(index + 1)
        .filter(({ node, box }) => {
          const wide = Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left);
          const high = Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top);
          return node !== one.node && wide > least && high > slack;
        })
        .map(({ text }) => [one.text, text]),
    );
  });
}

describe.each(RECORDINGS)('the report of %s', (_name, recording) => {
  it('loads nothing, runs nothing and complains of nothing', async () => {
    const { page, complaints, requests } = await open(recording);
    expect(requests).toEqual([page.url()]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'caught'))).toBeUndefined();
    expect(await page.locator('script, img, iframe, object, [onload], [onerror]').count()).toBe(0);
    expect(await page.locator('svg[onload], a:not([href^="#"])').count()).toBe(0);
  });

  it.each([320, 768, 1280])('needs no scrolling to the side at %d pixels, folded or not', async (width) => {
    const { page } = await open(recording, { viewport: { width, height: 800 } });
    const sideways = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await sideways()).toBe(0);
    await unfold(page);
    expect(await sideways()).toBe(0);
  });

  it.each([320, 420, 1200])('has no text over another at %d pixels, folded or not', async (width) => {
    const { page } = await open(recording, { viewport: { width, height: 800 } });
    expect(await overlaps(page)).toEqual([]);
    await unfold(page);
    expect(await overlaps(page)).toEqual([]);
  });

  it('is built as people without a screen need it', async () => {
    const { page } = await open(recording);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.title()).not.toBe('');
    for (const landmark of ['header', 'nav', 'main', 'footer']) expect(await page.locator(landmark).count()).toBe(1);
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    const steps = levels.map((level, index) => level - (levels[index - 1] ?? 0));
    expect(Math.max(...steps)).toBe(1);
    expect(await page.locator('th:not([scope])').count()).toBe(0);
    expect(await page.locator('svg:not([role="img"][aria-label])').count()).toBe(0);
    const unnamed = await page
      .locator('section')
      .evaluateAll((sections) =>
        sections.filter(
          (section) => !document.getElementById(section.getAttribute('aria-labelledby') ?? '')?.textContent,
        ),
      );
    expect(unnamed).toEqual([]);
    const broken = await page
      .locator('nav a')
      .evaluateAll((links) => links.filter((link) => document.querySelector(link.getAttribute('href') ?? '') === null));
    expect(broken).toEqual([]);
  });
});

it('can be walked through with the keyboard, and shows where one is', async () => {
  const { page } = await open(failedRecording());
  const stops: string[] = [];
  for (let presses = 0; presses < 9; presses += 1) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement?.tagName ?? ''));
    const outline = await page.evaluate(() => {
      const active = document.activeElement;
      return active === null ? '' : getComputedStyle(active).outlineStyle;
    });
    expect(outline).toBe('solid');
  }
  expect(stops).toEqual([...Array<string>(7).fill('A'), 'SUMMARY', 'SUMMARY']);
  await page.keyboard.press('Enter');
  expect(await page.locator('details[open]').count()).toBe(1);
});

/** The least contrast of a text with what is behind it, as WCAG 2 reckons it. */
async function leastContrast(page: Page): Promise<{ ratio: number; text: string }> {
  return page.evaluate(() => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([red = 0, green = 0, blue = 0]: number[]): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue]
        .map((channel) => channel / 255)
        .map((share) => (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): number[] => {
      const color = element === null ? [255, 255, 255, 1] : channels(getComputedStyle(element).backgroundColor);
      return element === null || (color[3] ?? 1) > 0 ? color : behind(element.parentElement);
    };
    let least = { ratio: 21, text: '' };
    for (const element of document.querySelectorAll('body *')) {
      const text = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === 3)
        .map(({ textContent }) => textContent?.trim());
      if (text.join('') === '') continue;
      const [one, other] = [luminance(channels(getComputedStyle(element).color)), luminance(behind(element))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (ratio < least.ratio) least = { ratio, text: text.join(' ') };
    }
    return least;
  });
}

it.each(['light', 'dark'] as const)('has its own colours in a %s scheme, with enough contrast', async (colorScheme) => {
  const { page } = await open(failedRecording(), { colorScheme });
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [red = 0] = (background.match(/\d+/g) ?? []).map(Number);
  if (colorScheme === 'dark') expect(red).toBeLessThan(64);
  else expect(red).toBeGreaterThan(192);
  expect((await leastContrast(page)).ratio).toBeGreaterThanOrEqual(4.5);
});

it('prints in dark on white, with the messages', async () => {
  const { page } = await open(failedRecording(), { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(await page.locator('nav').isVisible()).toBe(false);
  expect(await page.getByText('copying: 50 %, about 5 min left').isVisible()).toBe(true);
  expect((await leastContrast(page)).ratio).toBeGreaterThanOrEqual(4.5);
});

/** Where a bar of the timeline begins and ends, as shares of the width of the axis. */
function barsOf(page: Page): Promise<{ resource: string; action: string; from: number; to: number }[]> {
  return page.locator('svg .span').evaluateAll((spans) =>
    spans.map((span) => {
      const axis = document.querySelector('.axis ol')?.getBoundingClientRect();
      const bar = span.querySelector('.track')?.getBoundingClientRect();
      if (axis === undefined || bar === undefined) throw new Error('there is no bar');
      return {
        resource: span.closest('svg')?.getAttribute('data-resource') ?? '',
        action: span.getAttribute('data-action') ?? '',
        from: (bar.left - axis.left) / axis.width,
        to: (bar.right - axis.left) / axis.width,
      };
    }),
  );
}

it.each([320, 1280])('has a bar for each operation, at the right place, at %d pixels', async (width) => {
  const { page } = await open(failedRecording(), { viewport: { width, height: 800 } });
  expect(await barsOf(page)).toEqual([
    { resource: 'GoodCopy', action: 'CREATE', from: expect.closeTo(0, 2), to: expect.closeTo(540 / 1200, 2) },
    { resource: 'GoodCopy', action: 'DELETE', from: expect.closeTo(620 / 1200, 2), to: expect.closeTo(1000 / 1200, 2) },
    { resource: 'BadCopy', action: 'CREATE', from: expect.closeTo(60 / 1200, 2), to: expect.closeTo(600 / 1200, 2) },
  ]);
});

it.each([320, 600, 768, 900, 1280])('has no text over another on its axis, at %d pixels', async (width) => {
  const { page } = await open(failedRecording(), { viewport: { width, height: 800 } });
  const edges = await page.locator('.axis li').evaluateAll((ticks) =>
    ticks.flatMap((tick) => {
      const { left, right } = tick.getBoundingClientRect();
      return right > left ? [left, right] : [];
    }),
  );
  expect(edges.length).toBeGreaterThan(2);
  expect(edges).toEqual([...edges].sort((left, right) => left - right));
});

it('draws the progress as high as it was', async () => {
  const { page } = await open(failedRecording());
  const points = await page.locator('[data-resource="GoodCopy"] .create polygon').getAttribute('points');
  const bar = page.locator('[data-resource="GoodCopy"] .create .track');
  const [y, height] = [Number(await bar.getAttribute('y')), Number(await bar.getAttribute('height'))];
  const shares = (points ?? '').split(' ').map((point) => {
    const [left = 0, top = 0] = point.split(',').map(Number);
    return [left, 1 - (top - y) / height];
  });
  expect(shares).toEqual([
    [0, 0],
    [250, 0.5],
    [450, 1],
    [450, 1],
    [450, 0],
  ]);
});

it('has a row for each event of the stack, none for the messages between them', async () => {
  const { page } = await open(failedRecording());
  const rows = await page
    .locator('table.events tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].slice(0, 3).map(({ textContent }) => textContent)));
  const events = FAILED_RUN.filter(({ kind }) => kind !== 'progress');
  expect(rows).toEqual(events.map(({ timestamp, logicalId, status }) => [timestamp.slice(11, 19), logicalId, status]));
});

it('keeps hostile texts readable', async () => {
  const { page } = await open(hostileRecording());
  await expect(page.locator('h1').innerText()).resolves.toContain('<script>globalThis.caught = 1</script>');
});

describe('the report of a real deployment', () => {
  afterEach(endPrograms);

  it('shows each copy from its beginning to its end', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'report.html');
    const options = ['--speed', '400', '--json', '--state', folder, '--report', file];
    const program = run('deploy', 'examples/many-regions.yaml', ...options);
    expect(await program.code).toBe(0);
    const events = program
      .out()
      .trim()
      .split('\n')
      .map((line): Record<string, string> => JSON.parse(line));
    const stamps = events.flatMap(({ timestamp }) => (timestamp === undefined ? [] : [Date.parse(timestamp)]));
    const [first, last] = [Math.min(...stamps), Math.max(...stamps)];
    const shareOf = (name: string, status: string): number => {
      const event = events.find(({ logicalId, status: own }) => logicalId === name && own === status);
      return (Date.parse(event?.timestamp ?? '') - first) / (last - first);
    };
    const { page, complaints } = await openFile(file);
    expect(complaints).toEqual([]);
    expect(readFileSync(file, 'utf8')).toContain('Completed successfully.');
    const bars = await barsOf(page);
    expect(bars.map(({ resource }) => resource).sort()).toEqual(['CopyFrankfurt', 'CopyShanghai', 'CopySingapore']);
    for (const { resource, from, to } of bars) {
      expect(from).toBeCloseTo(shareOf(resource, 'CREATE_IN_PROGRESS'), 2);
      expect(to).toBeCloseTo(shareOf(resource, 'CREATE_COMPLETE'), 2);
    }
  });
});
