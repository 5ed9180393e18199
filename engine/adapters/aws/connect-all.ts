import type { AllPorts } from '../../ports/ports.ts';
import type { SdkOptions } from './client-config.ts';
import {
  connect,
  connectAccountRecords,
  connectArchive,
  connectBus,
  connectClaims,
  connectControls,
  connectCounts,
  connectDeadLetters,
  connectDirectory,
  connectEntryRefusals,
  connectMachines,
  connectMailer,
  connectNotices,
  connectPromptContents,
  connectQueue,
  connectRefusals,
  connectSuppressionList,
  connectSweeps,
  connectSwitches,
  connectVersions,
} from './connect.ts';
import {
  connectActionKeys,
  connectActiveEnrollments,
  connectCrm,
  connectPoster,
  connectSlack,
} from './connect-people.ts';
import type { Emit } from './metric-lines.ts';
import type { Environment } from './settings.ts';
import { tableAccountPorts } from './table/account-ports.ts';
import { csmTokenRules, userTokenRules } from './token-rules.ts';

/** All ports, for a process that runs all functions. @throws SettingsInvalid */
export const connectAll = (env: Environment, emit?: Emit, clients?: SdkOptions): AllPorts => {
  const ports = connect(env, emit, clients);
  return {
    ...tableAccountPorts(ports.table, ports.clock),
    ...ports,
    accountRecords: connectAccountRecords(ports),
    archive: connectArchive(ports),
    controls: connectControls(ports),
    crm: connectCrm(ports),
    deadLetters: connectDeadLetters(ports),
    activeEnrollments: connectActiveEnrollments(ports),
    actionKeys: connectActionKeys(ports),
    claims: connectClaims(ports),
    poster: connectPoster(ports),
    promptContents: connectPromptContents(ports),
    machines: connectMachines(ports),
    queue: connectQueue(ports),
    refusals: connectRefusals(ports),
    directory: connectDirectory(ports),
    sweeps: connectSweeps(ports),
    mailer: connectMailer(ports),
    suppressionList: connectSuppressionList(ports),
    slack: connectSlack(ports),
    switches: connectSwitches(ports),
    ...connectCounts(ports),
    csmTokens: csmTokenRules(ports.settings),
    notices: connectNotices(ports),
    bus: connectBus(ports),
    userTokens: userTokenRules(ports.settings),
    versions: connectVersions(ports),
    entryRefusals: connectEntryRefusals(ports),
  };
};
