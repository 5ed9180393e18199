import type { AllAccounts } from '../../ports/all-accounts.ts';
import type { JourneyCounts } from '../../ports/journey-counts.ts';
import type { ChangedAccount } from '../changed-account.ts';
import type { CountedEnrollment } from '../counted.ts';
import { changeOfSums, type SumsOfDay, sumsByDay } from '../sums-by-day.ts';
import type { TallyPorts } from './tally-account.ts';
import { tallyChanges } from './tally-changes.ts';

export interface Recounted {
  accounts: number;
  enrollments: number;
  /** Days and versions whose sums did not match their enrollments. */
  corrected: readonly Pick<SumsOfDay, 'journey' | 'version' | 'day'>[];
  /** Accounts that could not be counted because of concurrent changes. */
  failed: readonly string[];
}

/**
 * Recomputes lists and counts from all stored data: every account in timelines and records, every enrollment that a
 * line began. Then compares the sums with their enrollments, which is only correct while nothing else is counted.
 */
export const countAnew = async (
  ports: TallyPorts & { all: AllAccounts; journeyCounts: JourneyCounts },
): Promise<Recounted> => {
  const changes = await everyAccount(ports.all);
  const failed: string[] = [];
  await tallyChanges(changes, ports, account => failed.push(account));
  const corrected: SumsOfDay[] = [];
  for (const journey of await everyJourney(ports)) corrected.push(...(await wrongSums(journey, ports)));
  await ports.tally.correct(corrected);
  return {
    accounts: changes.length,
    enrollments: changes.reduce((sum, { enrollments }) => sum + enrollments.length, 0),
    corrected: corrected.map(({ journey, version, day }) => ({ journey, version, day })),
    failed,
  };
};

const everyAccount = async (all: AllAccounts): Promise<ChangedAccount[]> => {
  const enrollments = new Map<string, Set<string>>();
  const of = (account: string) => enrollments.get(account) ?? enrollments.set(account, new Set()).get(account);
  for await (const { account } of all.records()) of(account);
  for (const { account, enrollment, entry } of await all.timeline())
    if (entry.type === 'enrolled') of(account)?.add(enrollment);
  return [...enrollments].map(([account, ids]) => ({ account, enrollments: [...ids] }));
};

const everyJourney = async ({ all, build }: { all: AllAccounts } & Pick<TallyPorts, 'build'>): Promise<string[]> => {
  const built = (await build.journeys()).map(({ id }) => id);
  return [...new Set([...built, ...(await all.timeline()).map(({ journey }) => journey)])].sort();
};

const wrongSums = async (
  journey: string,
  { journeyCounts }: { journeyCounts: JourneyCounts },
): Promise<SumsOfDay[]> => {
  const counted: CountedEnrollment[] = [];
  let after: string | undefined;
  do {
    const page = await journeyCounts.counted(journey, { after });
    counted.push(...page.found);
    after = page.next;
  } while (after !== undefined);
  return changeOfSums(await journeyCounts.sums(journey), sumsByDay(counted));
};
