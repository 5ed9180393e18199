import type { AccountSnapshot } from '../../account/account.ts';
import { isOver } from '../../account/enrollment.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { usageNeeds } from '../../steps/step-frame.ts';
import { foresee, type Outlook } from '../foresee.ts';
import { callAt, deliveriesAhead, isWait, routesOf, travelerOf } from '../traveler.ts';

type ForeseePorts = Pick<AllPorts, 'accounts' | 'build' | 'deliveries' | 'switches'>;

/** Foresees an account's next days. Reads more usage if its conditions look further back than the snapshot. */
export const foreseeAccount = async (
  snapshot: AccountSnapshot,
  { now, days, usageSince }: { now: Instant; days: number; usageSince: Instant },
  { accounts, build, deliveries, switches }: ForeseePorts,
): Promise<Outlook> => {
  const [journeys, itineraries, team, pools, switched] = await Promise.all([
    build.journeys(),
    build.itineraries(),
    build.team(),
    build.pools(),
    switches.read(now),
  ]);
  const routes = routesOf({ journeys, itineraries });
  const travelers = snapshot.enrollments
    .filter(enrollment => !isOver(enrollment))
    .flatMap(enrollment => {
      const route = routes.get(`${enrollment.journey} ${enrollment.version}`);
      return route ? [travelerOf(enrollment, route, now)] : [];
    });
  const calls = travelers.flatMap(traveler =>
    Object.values(traveler.route.itinerary.places).flatMap(place =>
      isWait(place) ? [] : [callAt(place, traveler, snapshot.account)],
    ),
  );
  const needed = calls.flatMap(call => usageNeeds(call, { now }) ?? []).sort()[0];
  const seen =
    needed !== undefined && needed < usageSince
      ? await accounts.snapshot(snapshot.account, { usageSince: needed })
      : snapshot;
  const begun = await deliveries.find(snapshot.account, deliveriesAhead(travelers, seen));
  return foresee({
    ...{ snapshot: seen, journeys, itineraries, team, pools, now },
    switches: switched,
    // Without reservations: deliveries in progress are decided as if they had not begun.
    ledger: new Map(begun.filter(({ state }) => state !== 'reserved').map(each => [each.id, each])),
    until: plusSeconds(now, days * 86_400),
  });
};
