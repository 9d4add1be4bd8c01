import { apsaraConfigurationOf } from '../../simulator/index';
import { openApsaraStage } from './apsara';
import { BY_ROLE, onConfiguration, ROLE, type SessionMethod, trustAccount } from './sessions';
import type { StagedType } from './types/staged-type';

/** The authentication methods of the types on Apsara Stack that begin with a session: a private cloud knows no web identity of AWS. */
export const APSARA_SESSIONS: readonly SessionMethod[] = [
  {
    ...BY_ROLE,
    open: async (type: StagedType) => {
      const stage = await openApsaraStage(type);
      const { ram } = stage.cloud;
      const roleArn = ram.createRole({ name: ROLE, trust: trustAccount(ram.accountId) });
      return { ...onConfiguration(stage, apsaraConfigurationOf(stage.cloud, { roleArn })), roleArn };
    },
  },
];
