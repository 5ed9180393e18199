import type { Profile } from '../../account/account.ts';
import type { InFlight } from '../../diff/effect/played-side.ts';
import type { Operator } from '../../ports/operator.ts';

/** All enrollments in flight in a play or a deployment, each with the account's profile. Reads each account once. */
export const inFlightIn = async ({
  journeys,
  activeEnrollments,
  accounts,
}: Pick<Operator, 'journeys' | 'activeEnrollments' | 'accounts'>): Promise<InFlight[]> => {
  const profiles = new Map<string, Profile | undefined>();
  const found: InFlight[] = [];
  for (const journey of await journeys()) {
    for await (const page of activeEnrollments(journey)) {
      for (const enrollment of page) {
        const { account } = enrollment;
        if (!profiles.has(account)) profiles.set(account, await accounts.profile(account));
        const profile = profiles.get(account);
        found.push({ enrollment, ...(profile && { profile }) });
      }
    }
  }
  return found;
};
