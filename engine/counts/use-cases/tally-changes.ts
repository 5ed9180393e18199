import type { Tally } from '../../ports/tally.ts';
import type { ChangedAccount } from '../changed-account.ts';
import { routeOf } from '../route.ts';
import { type TallyPorts, tallyAccount } from './tally-account.ts';

/**
 * Lets lists and counts follow what changed of accounts, one after the other. Of each that failed `failed` is told, and the others
 * go on: the caller retries it.
 */
export const tallyChanges = async (
  changes: readonly ChangedAccount[],
  ports: TallyPorts,
  failed: (account: string, error: unknown) => void,
): Promise<void> => {
  await knowRoutes(ports);
  for (const change of changes) await tallyAccount(change, ports).catch(error => failed(change.account, error));
};

const known = new WeakSet<Tally>();

/** Once a process: enrollments of the versions that are built now outlive them. */
const knowRoutes = async ({ build, tally }: TallyPorts): Promise<void> => {
  if (known.has(tally)) return;
  await tally.keepRoutes((await build.journeys()).map(routeOf));
  known.add(tally);
};
