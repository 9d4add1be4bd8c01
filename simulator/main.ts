import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { goWhereCalled } from '../tools/called-from';
import { commandLine } from '../tools/command-line';
import { visible } from '../untrusted/visible';
import { configurationsByType } from './by-type';
import { CA_FILE } from './ca-file';
import { type CloudOptions, type Clouds, startClouds } from './clouds';
import { explain } from './common/console';
import { CONFIGURATION_FILE, writeConfigurationFile } from './configuration-file';
import { checkPlace, writeOwn } from './own-file';

interface Options extends CloudOptions {
  readonly typeConfiguration?: string;
  readonly ca?: string;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new InvalidArgumentError('A port must be a whole number from 0 to 65535.');
  return port;
}

/** A faster clock would soon show times that a Date cannot represent. */
const FASTEST = 1_000_000;

function speedNumber(text: string): number {
  const speed = Number(text);
  if (text.trim() === '' || !(speed >= 0 && speed <= FASTEST)) {
    throw new InvalidArgumentError(`The speed must be a number from 0 to ${FASTEST}.`);
  }
  return speed;
}

const NEXT = `
With --type-configuration simulator.json, in another terminal:
  npm start -- deploy examples/smallest.yaml --type-configuration simulator.json`;

/** If nobody reads a stream any more (`| head`), its output is lost and the simulator continues. */
function outliveReaders(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Prints text that may come from clients and files. */
function print(text: string): void {
  console.log(visible(text));
}

function readOptions(): Options {
  const command = commandLine('npm run simulator --')
    .description(
      'Simulates clouds on this machine, with imaginary accounts: Alibaba Cloud and Apsara Stack (ECS, STS), and Huawei Cloud (IMS, IAM, STS, EPS)',
    )
    .option('--port <port>', 'port of Alibaba Cloud, 0 for any free one', portNumber, 8080)
    .option(
      '--images <file>',
      'JSON file with the images, KMS keys, instances and snapshots of Alibaba Cloud at the start',
    )
    .option('--speed <factor>', 'simulated seconds per real second', speedNumber, 1)
    .option(
      '--policy <file>',
      'JSON file with the RAM policy that Alibaba Cloud enforces; by default everything is allowed',
    )
    .option(
      '--instances',
      'in Alibaba Cloud and Apsara Stack, create an instance from each copy as soon as it is available: the copy is in use',
    )
    .option(
      '--keyless',
      'also simulate AWS STS, and print type configurations of Alibaba Cloud and Huawei Cloud without a key',
    )
    .option(
      '--type-configuration <file>',
      'file to write the type configurations of this simulator to, one for each type under its name',
    )
    .option('--https', 'serve Alibaba Cloud and Apsara Stack over HTTPS, with a new certificate for this machine')
    .addOption(
      new Option('--ca <file>', 'file to write the certificate to; clients must trust it; implies --https').implies({
        https: true,
      }),
    );
  addOtherClouds(command);
  return command.addHelpText('after', NEXT).parse().opts<Options>();
}

/** The options of the clouds other than Alibaba Cloud, and of the service for manual changes. */
function addOtherClouds(command: Command): void {
  command
    .option('--apsarastack-port <port>', 'port of Apsara Stack, 0 for any free one', portNumber, 0)
    .option('--huaweicloud-port <port>', 'port of Huawei Cloud, 0 for any free one', portNumber, 0)
    .option(
      '--people-port <port>',
      'port where you put images to use, share them and so on; 0 for any free one',
      portNumber,
      0,
    )
    .option('--apsarastack-images <file>', 'the same as --images, for Apsara Stack, where regions can have any name')
    .option('--huaweicloud-images <file>', 'JSON file with the images, keys, vaults and agencies of Huawei Cloud')
    .addOption(
      new Option('--gateway <form>', 'the gateway through which its type configuration reaches Apsara Stack')
        .choices(['POP', 'ASAPI'])
        .default('POP'),
    )
    .option('--proxy [user:password]', 'start a proxy through which its type configuration reaches Apsara Stack');
}

async function main(): Promise<void> {
  outliveReaders(process.stdout);
  outliveReaders(process.stderr);
  goWhereCalled(process.env);
  const options = readOptions();
  checkPlaces(options);
  const clouds = await startClouds(options, print);
  const { served } = clouds;
  const close = () => Promise.all(served.map((cloud) => cloud.close()));
  const stop = async (): Promise<void> => {
    print(`\n${served.flatMap((cloud) => cloud.summary()).join('\n')}`);
    await close();
  };
  // This comes before the output says that the simulator runs, because users may then stop it.
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    writeFiles(options, clouds);
  } catch (error) {
    await close();
    throw error;
  }
  const trust =
    options.ca === undefined ? [] : [`Clients must trust its certificate: NODE_EXTRA_CA_CERTS=${resolve(options.ca)}`];
  print([...served.flatMap(({ greeting }) => greeting), ...trust, ''].join('\n'));
}

/** Checks the files before anything is started, so that nothing is started if a file cannot be written. */
function checkPlaces({ typeConfiguration, ca }: Options): void {
  if (typeConfiguration !== undefined) checkPlace(typeConfiguration, CONFIGURATION_FILE);
  if (ca !== undefined) checkPlace(ca, CA_FILE);
}

function writeFiles(options: Options, { typeConfigurations, ca }: Clouds): void {
  if (options.typeConfiguration !== undefined) {
    writeConfigurationFile(options.typeConfiguration, configurationsByType(typeConfigurations));
  }
  if (options.ca !== undefined && ca !== undefined) writeOwn(options.ca, CA_FILE, ca);
}

main().catch((error: unknown) => {
  console.error(visible(`simulator: ${explain(error)}`));
  process.exitCode = 1;
});
