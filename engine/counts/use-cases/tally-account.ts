import type { PortsWith } from '../../ports/ports.ts';
import type { Tally } from '../../ports/tally.ts';
import { audiencesOf } from '../audiences.ts';
import type { ChangedAccount } from '../changed-account.ts';
import { type CountedEnrollment, countedOf } from '../counted.ts';
import { listedAccount, listedScores, listUsageSince } from '../listed-account.ts';
import { changeOfSums, sumsByDay } from '../sums-by-day.ts';

export type TallyPorts = Pick<PortsWith<'healthHistory'>, 'accounts' | 'build' | 'clock' | 'healthHistory'> & {
  tally: Tally;
};

const mostAttempts = 5;
/** Each enrollment takes at most two rows of a transaction, and the account itself two more. */
const enrollmentsAtOnce = 40;

/**
 * Updates an account's row in the list and its counts from its stored data. Repeatable at any time, in any order: an
 * enrollment's earlier count is replaced in the transaction that changes the sums.
 * @throws Error if concurrent writers were faster on every attempt
 */
export const tallyAccount = async ({ account, enrollments }: ChangedAccount, ports: TallyPorts): Promise<void> => {
  let [from, attempt] = [0, 1];
  do {
    if (await tallySome(account, enrollments.slice(from, from + enrollmentsAtOnce), ports)) {
      [from, attempt] = [from + enrollmentsAtOnce, 1];
    } else if (++attempt > mostAttempts) {
      throw new Error('Concurrent writers changed the account on every attempt.');
    }
  } while (from < enrollments.length);
};

const tallySome = async (account: string, enrollments: readonly string[], ports: TallyPorts): Promise<boolean> => {
  const { accounts, build, clock, healthHistory, tally } = ports;
  const catalog = { ...(await build.catalog()), audiences: audiencesOf(await build.journeys()) };
  // Read first, so that a process that reads the same revision later sees at least as much.
  const kept = await tally.read(account, enrollments);
  const now = clock.now();
  const [snapshot, health] = await Promise.all([
    accounts.snapshot(account, { usageSince: listUsageSince(catalog, now), withoutContacts: true }),
    healthHistory.last(account, { until: now, atMost: listedScores }),
  ]);
  const counted: CountedEnrollment[] = [];
  for (const enrollment of kept.enrollments)
    counted.push(countedOf(enrollment, await tally.route(enrollment.journey, enrollment.version)));
  const isKnown = new Set(counted.map(({ enrollment }) => enrollment));
  return tally.keep(account, {
    revision: kept.revision,
    row: listedAccount(snapshot, health, catalog, now),
    counted,
    sums: changeOfSums(sumsByDay(kept.counted.filter(({ enrollment }) => isKnown.has(enrollment))), sumsByDay(counted)),
  });
};
