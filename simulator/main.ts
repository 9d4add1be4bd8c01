import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, program } from 'commander';
import { awsCallLine, callLine, greeting, summary, typeConfiguration } from './console';
import { type AwsStsCall, builtInImages, createClock, startKeyless, startSimulator } from './index';
import { readPolicyFile } from './policy-file';
import { readSeedFile } from './seed-file';

interface Options {
  readonly port: number;
  readonly images?: string;
  readonly speed: number;
  readonly policy?: string;
  readonly keyless?: boolean;
  readonly typeConfiguration?: string;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}

function speedNumber(text: string): number {
  const speed = Number(text);
  if (text.trim() === '' || !(speed >= 0) || !Number.isFinite(speed)) {
    throw new InvalidArgumentError('A speed is a number from 0.');
  }
  return speed;
}

async function main(): Promise<void> {
  program
    .name('simulator')
    .description(
      'An Alibaba Cloud ECS and STS endpoint on this machine: images, copies, snapshots and tags of an imaginary account',
    )
    .option('--port <port>', 'port to listen on, 0 for any free one', portNumber, 8080)
    .option('--images <file>', 'JSON file with the images that exist at the start')
    .option('--speed <factor>', 'simulated seconds per real second', speedNumber, 1)
    .option('--policy <file>', 'JSON file with the RAM policy that is enforced; without it everything is allowed')
    .option('--keyless', 'also stand in for AWS STS, and print a type configuration without a key')
    .option('--type-configuration <file>', 'file to write the type configuration to that leads here')
    .parse();
  const options = program.opts<Options>();
  const { port, images: file, speed, policy: policyFile, keyless: isKeyless } = options;
  const policy = policyFile === undefined ? undefined : readPolicyFile(policyFile);
  const images = file === undefined ? builtInImages : readSeedFile(file);
  const simulator = await startSimulator({
    port,
    images,
    clock: createClock({ speed }),
    onCall: (call) => console.log(callLine(call)),
  });
  simulator.ram.setUserPolicy(policy);
  const onCall = (call: AwsStsCall) => console.log(awsCallLine(call));
  const keyless = isKeyless ? await startKeyless(simulator, { policy, onCall }) : undefined;
  const close = () => Promise.all([simulator.close(), keyless?.aws.close()]);
  if (options.typeConfiguration !== undefined) {
    try {
      writeFileSync(options.typeConfiguration, `${typeConfiguration(simulator, keyless)}\n`, { mode: 0o600 });
    } catch (error) {
      await close();
      throw error;
    }
  }
  console.log(greeting(simulator, images.length, keyless));
  const stop = async (): Promise<void> => {
    console.log(`\n${summary(simulator.ledger(), keyless?.aws.calls)}`);
    await close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function explain(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is in use; choose another one with --port`;
  if (code === 'EACCES') return `port ${port} is not allowed for this user; choose another one with --port`;
  return message ?? String(error);
}

main().catch((error: unknown) => {
  console.error(`simulator: ${explain(error)}`);
  process.exitCode = 1;
});
