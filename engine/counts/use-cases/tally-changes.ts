import type { Tally } from '../../ports/tally.ts';
import type { ChangedAccount } from '../changed-account.ts';
import { routeOf } from '../route.ts';
import { type TallyPorts, tallyAccount } from './tally-account.ts';

/**
 * Updates lists and counts for changed accounts, one after another. Calls `failed` for each failure and continues; the
 * caller retries.
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

/** Stores the routes of the current versions, once per process, because enrollments outlive their versions. */
const knowRoutes = async ({ build, tally }: TallyPorts): Promise<void> => {
  if (known.has(tally)) return;
  await tally.keepRoutes((await build.journeys()).map(routeOf));
  known.add(tally);
};
