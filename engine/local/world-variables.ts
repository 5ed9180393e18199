import { queueVariables } from './queue-variables.ts';
import type { WorldNames } from './world-core.ts';

/** Environment variables that describe a world to its functions. `url`: address of its queues. */
export const worldVariables = (names: WorldNames, url: string): Readonly<Record<string, string>> => ({
  DAYMARK_TABLE: names.table,
  ...queueVariables(url),
  DAYMARK_SWITCHES_PATH: '/daymark/switches',
  DAYMARK_MAIL_TO: 'customers',
  DAYMARK_MACHINE_ARN_PREFIX: names.machinePrefix,
  DAYMARK_CONFIGURATION_SET_PREFIX: names.configurationSetPrefix,
});
