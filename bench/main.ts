import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Argument, InvalidArgumentError } from 'commander';
import { isRuntimeSetUp, whyNoRuntime } from '../tools/aws/runtime-parts';
import { commandLine, endFailed } from '../tools/command-line';
import { startAwsServer } from './aws-server';
import { COLD_START, coldStartFigures } from './cold-start';
import { contributors } from './contributors';
import { copyFigures } from './copies';
import { type Figure, type FiguresByType, judge } from './figure';
import { type Lab, loadFigures, sizeFigures } from './figures';
import { buildAll, PlainWayMissing } from './plain';
import { toSvg } from './plot';
import { pollingReport } from './polling-table';
import { listFigures, readFigures, soakFigures } from './reading';
import { brokenIn, type Report, surroundings, toMarkdown, toText, unmeasuredIn } from './report';
import { type ScaleReport, scaleReport } from './scale-figures';
import { scaleMarkdown } from './scale-page';
import { subjectOf } from './subjects';

/** What an AWS call takes within a region, roughly. */
const AWS_DELAY_MS = 20;
const LARGEST = 8;
const RESULTS = 'results.json';

function roundsOf(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new InvalidArgumentError('a whole number from 1');
  return rounds;
}

const program = commandLine('npm run bench --')
  .description(
    'Measures every type, the first one compared with the default packaging; writes bench/results.* and bench/polling.md.',
  )
  .option('--check', 'exit with 1 if a bar is broken; compares shares and counts, never times', false)
  .addArgument(
    new Argument(
      '[part]',
      'measure only the types or many copies at once, and leave the other results as they are',
    ).choices(['types', 'scale']),
  )
  .option('--rounds <n>', 'how often each figure is measured', roundsOf, 5);

/** The figures of cold starts; none, with the reason, where AWS's runtime cannot be set up. */
async function coldStarts(lab: Lab): Promise<FiguresByType> {
  const why = isRuntimeSetUp() ? undefined : whyNoRuntime();
  if (why === undefined) return coldStartFigures(lab);
  lab.tell(`No cold start was measured: ${why}.`);
  return {};
}

/** Figures of one type after the other. */
async function eachType(
  lab: Lab,
  measureOne: (typeName: string) => Promise<readonly Figure[]>,
): Promise<FiguresByType> {
  const figures: Record<string, readonly Figure[]> = {};
  for (const { typeName } of lab.built.types) figures[typeName] = await measureOne(typeName);
  return figures;
}

async function measureTypes(rounds: number, tell: (line: string) => void): Promise<Omit<Report, 'scale'>> {
  tell('building both packages: npm install, esbuild');
  const built = await buildAll();
  const aws = await startAwsServer(AWS_DELAY_MS);
  const instantAws = await startAwsServer(0);
  const lab: Lab = { built, aws, rounds, tell };
  const instant: Lab = { ...lab, aws: instantAws };
  const { typeName: first } = built.bundle;
  try {
    tell('zipping');
    const parts = [await sizeFigures(lab), await loadFigures(lab), await coldStarts(lab), await readFigures(lab)];
    tell('images of a minute to ten hours');
    parts.push(await eachType(lab, (typeName) => copyFigures(subjectOf(typeName))));
    tell('LIST of 10,000 images of each type, 10,000 READs');
    // Both count and weigh, neither is about time.
    parts.push(
      ...(await Promise.all([
        eachType(instant, (typeName) => listFigures(instant, typeName)),
        soakFigures(instant, first).then((figures) => ({ [first]: figures })),
      ])),
    );
    const types = built.types.map(({ typeName }) => {
      const figures = parts.flatMap((part) => part[typeName] ?? []);
      return { typeName, figures: figures.map(judge) };
    });
    return { ...surroundings(), rounds, awsDelayMs: AWS_DELAY_MS, types };
  } finally {
    await Promise.all([aws.close(), instantAws.close()]);
  }
}

function measureScale(tell: (line: string) => void): Promise<ScaleReport> {
  tell('1,000 copies at once, twice');
  return scaleReport();
}

/** Measures a part, or all; what is not measured is that of the last report. */
async function measure(part: unknown, rounds: number, tell: (line: string) => void): Promise<Report> {
  const last: Report = JSON.parse(await readFile(path.join(__dirname, RESULTS), 'utf8'));
  const types = part === 'scale' ? {} : await measureTypes(rounds, tell);
  const scale = part === 'types' ? {} : { scale: await measureScale(tell) };
  return { ...last, ...types, ...scale };
}

async function main(): Promise<number> {
  const { check, rounds } = program.parse().opts<{ check: boolean; rounds: number }>();
  const root = path.resolve(__dirname, '..');
  const write = (file: string, contents: string) => writeFile(path.join(__dirname, file), contents);
  const tell = (line: string) => console.error(line);
  // What is measured is what is deployed.
  process.env.HANDLERS = 'built';

  const polling = await pollingReport();
  await write('polling.md', polling.markdown);
  let report: Report;
  try {
    report = await measure(program.processedArgs[0], rounds, tell);
  } catch (error) {
    if (!(error instanceof PlainWayMissing)) throw error;
    console.error(`${error.message}\nSkipped: without the default packaging there is nothing to compare with.`);
    return check ? 1 : 0;
  }
  await write(RESULTS, `${JSON.stringify(report, null, 2)}\n`);
  await write('results.md', toMarkdown(report));
  await write('results.svg', toSvg(report));

  console.log(toText(report));
  console.log(`\n${scaleMarkdown(report.scale).join('\n')}`);
  const parts = (await contributors(root))
    .slice(0, LARGEST)
    .map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)} KB`);
  console.log(`\nThe bundle's largest parts: ${parts.join(', ')}`);
  const broken = [...brokenIn(report), ...unmeasuredIn(report, COLD_START)];
  if (!polling.holds) broken.push('the simulation of linear copies (bench/polling.md)');
  for (const name of broken) console.log(`broken: ${name}`);
  return check && broken.length > 0 ? 1 : 0;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch(endFailed);
