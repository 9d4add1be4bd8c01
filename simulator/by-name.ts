import { ALIBABA } from './alibaba/cloud';
import { APSARA_STACK } from './apsarastack/cloud';
import type { SimulatedCloud } from './common/cloud';
import { HUAWEI_CLOUD } from './huaweicloud/cloud';

/** The clouds that are simulated, by their names in the list of types. */
const CLOUDS: Readonly<Record<string, SimulatedCloud>> = {
  alibaba: ALIBABA,
  apsarastack: APSARA_STACK,
  huaweicloud: HUAWEI_CLOUD,
};

/**
 * A cloud by its name in the list of types.
 *
 * @throws Error if the cloud is not simulated
 */
export function cloudNamed(name: string): SimulatedCloud {
  const cloud = Object.hasOwn(CLOUDS, name) ? CLOUDS[name] : undefined;
  if (cloud === undefined)
    throw new Error(`there is no simulator of ${name}, only of ${Object.keys(CLOUDS).join(', ')}`);
  return cloud;
}
