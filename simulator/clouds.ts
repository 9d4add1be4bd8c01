import { readSeedFile, type Seeds } from './alibaba/account/seed-file';
import { builtInImages, type SeedImage } from './alibaba/account/seeds';
import { callLine, summary } from './alibaba/account/shown';
import { readPolicyFile } from './alibaba/api/ram/policy-file';
import * as alibaba from './alibaba/console';
import { type Simulator, startSimulator } from './alibaba/index';
import { typeConfigurationOf } from './alibaba/type-configuration';
import * as awsSts from './aws-sts/console';
import { createClock } from './common/clock';
import type { TypeConfiguration } from './common/cloud';
import type { ServedCloud } from './common/console';
import * as huawei from './huaweicloud/console';
import { type HuaweiSimulator, startHuaweiSimulator } from './huaweicloud/index';
import { trustAwsTokens } from './huaweicloud/trust-aws';
import { type AgencyAccess, huaweiConfigurationOf } from './huaweicloud/type-configuration';
import { type Keyless, startKeyless } from './keyless';

/** What a person chose for the clouds. Files are paths; without one the built-in images, or no policy. */
export interface CloudOptions {
  readonly port: number;
  /** Simulated seconds per real second. */
  readonly speed: number;
  readonly images?: string;
  readonly policy?: string;
  readonly instances?: boolean;
  /** Whether AWS STS is stood in for, too. */
  readonly keyless?: boolean;
  /** Whether Alibaba Cloud is served over HTTPS. */
  readonly https?: boolean;
}

/** The clouds that were started. */
export interface Clouds {
  /** The certificate of an authority that clients have to trust, in PEM, if HTTPS is served. */
  readonly ca?: string;
  readonly served: readonly ServedCloud[];
  /** The type configurations that lead to them, by the names that the list of types gives the clouds. */
  readonly typeConfigurations: Readonly<Record<string, TypeConfiguration>>;
}

/**
 * Starts every cloud; `print` is told each request in a line.
 *
 * @throws Error that names a file and what is wrong in it, or the error of listening, such as EADDRINUSE
 */
export async function startClouds(options: CloudOptions, print: (line: string) => void): Promise<Clouds> {
  const policy = options.policy === undefined ? undefined : readPolicyFile(options.policy);
  const seeds: Seeds = options.images === undefined ? { images: builtInImages } : readSeedFile(options.images);
  const clock = createClock({ speed: options.speed });
  const simulator = await startSimulator({
    port: options.port,
    https: options.https,
    ...seeds,
    clock,
    behaviour: { copiesInUse: options.instances === true },
    onCall: (call) => print(callLine(call)),
  });
  simulator.ram.setUserPolicy(policy);
  const keyless = options.keyless
    ? await startKeyless(simulator, { policy, onCall: (call) => print(awsSts.callLine(call)) })
    : undefined;
  const huaweicloud = await startHuaweiSimulator({ clock, onCall: (call) => print(huawei.callLine(call)) });
  const agency = keyless && trustAwsTokens(huaweicloud.iam, keyless.aws);
  return {
    ca: simulator.ca,
    served: [
      alibabaCloud(simulator, seeds.images, keyless),
      ...(keyless ? [awsCloud(keyless)] : []),
      huaweiCloud(huaweicloud, agency),
    ],
    typeConfigurations: {
      alibaba: typeConfigurationOf(simulator, keyless?.way),
      huaweicloud: huaweiConfigurationOf(huaweicloud, agency),
    },
  };
}

function alibabaCloud(simulator: Simulator, images: readonly SeedImage[], keyless?: Keyless): ServedCloud {
  return {
    greeting: alibaba.greeting(simulator, images, keyless?.way),
    summary: () => summary(simulator.ledger()),
    close: () => simulator.close(),
  };
}

function huaweiCloud(simulator: HuaweiSimulator, agency?: AgencyAccess): ServedCloud {
  return {
    greeting: huawei.greeting(simulator, agency),
    summary: () => huawei.summary(simulator.ledger()),
    close: () => simulator.close(),
  };
}

function awsCloud({ aws }: Keyless): ServedCloud {
  return {
    greeting: awsSts.greeting(aws),
    summary: () => awsSts.summary(aws),
    close: () => aws.close(),
  };
}
