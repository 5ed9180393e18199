import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import { channelOf } from '../channels/channel-of.ts';
import type { CallPlace, Itinerary, ItineraryPlace, WaitPlace } from '../definition/itinerary.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import { sameData } from '../kernel/same-data.ts';
import { addressees, begunDeliveries } from '../sending/decide-touch.ts';
import { type AnyCall, stepKey } from '../steps/step-frame.ts';

/** A journey with its compiled itinerary. */
export interface Route {
  definition: JourneyDefinition;
  itinerary: Itinerary;
}

/** A simulated enrollment: its place, and when it leaves it. */
export interface Traveler {
  route: Route;
  enrollment: string;
  generation: number;
  anchoredAt: Instant;
  /** `undefined` once it is over. */
  place: string | undefined;
  /** When it leaves its place. */
  due: Instant;
  /** When the previous step was done. */
  at: Instant;
  /** The event that ended the wait that led here. */
  waited: string;
}

/** The enrollment's current place. A finished wait is left at once: the steps after it report that they are done. */
export const travelerOf = (enrollment: Enrollment, route: Route, now: Instant): Traveler => {
  const { wait } = enrollment;
  const parked = wait && placeOfWait(enrollment, route.itinerary);
  const due = instant(parked ? wait.until : enrollment.until || enrollment.startedAt);
  return {
    route,
    enrollment: enrollment.id,
    generation: enrollment.generation ?? 1,
    anchoredAt: enrollment.anchoredAt,
    place: parked ?? route.itinerary.start,
    due: due > now ? due : now,
    at: parked ? wait.anchoredAt : enrollment.startedAt,
    waited: '',
  };
};

export const isWait = (place: ItineraryPlace): place is WaitPlace => 'wait' in place;

/** The wait it is parked in; if the wait occurs in several rounds, the one whose step isn't done yet. */
const placeOfWait = ({ wait, steps }: Enrollment, { places }: Itinerary): string | undefined => {
  if (wait === undefined) return undefined;
  const same = Object.entries(places).filter(
    ([, place]) =>
      isWait(place) &&
      place.wait.step === wait.step &&
      sameData(place.wait.wake, wait.wake) &&
      sameData(place.wait.listens, wait.listens),
  );
  const ahead = same.find(([, place]) => {
    const behind = place.to === undefined ? undefined : places[String(place.to)];
    return behind !== undefined && !isWait(behind) && steps[stepKey(behind.call)] === undefined;
  });
  return (ahead ?? same[0])?.[0];
};

/** The place after a call that took an arm. */
export const placeBehind = ({ to }: CallPlace, took: string): string | undefined =>
  (typeof to === 'string' || to === undefined ? to : (to[took] ?? to[''])) ?? undefined;

/** Compiled journeys by id and version. */
export const routesOf = ({
  journeys,
  itineraries,
}: {
  journeys: readonly JourneyDefinition[];
  itineraries: readonly Itinerary[];
}): ReadonlyMap<string, Route> => {
  const known = new Map(itineraries.map(each => [`${each.journey} ${each.version}`, each]));
  return new Map(
    journeys.flatMap(definition => {
      const name = `${definition.id} ${definition.hash}`;
      const itinerary = known.get(name);
      return itinerary ? [[name, { definition, itinerary }] as const] : [];
    }),
  );
};

/** The payload that the call's function will get. */
export const callAt = ({ call }: CallPlace, traveler: CallContext, account: string): AnyCall => {
  const { id, hash, title, goal, policy } = traveler.route.definition;
  const { enrollment, generation, anchoredAt, waited, at } = traveler;
  return {
    ...call,
    ...{ account, enrollment, generation, anchoredAt, waited, at },
    journey: { id, version: hash, title },
    policy,
    ...(goal && { goal }),
  } as unknown as AnyCall;
};

type CallContext = Pick<Traveler, 'route' | 'enrollment' | 'generation' | 'anchoredAt' | 'waited' | 'at'>;

/** Ids of the deliveries of touches right after the current waits: some may already be held. */
export const deliveriesAhead = (travelers: readonly Traveler[], snapshot: AccountSnapshot): string[] => {
  const ids = travelers.flatMap(traveler => {
    const { places } = traveler.route.itinerary;
    const place = places[traveler.place ?? ''];
    const next = place && isWait(place) ? places[place.to ?? ''] : place;
    const enrollment = snapshot.enrollments.find(({ id }) => id === traveler.enrollment);
    if (next === undefined || isWait(next) || next.function !== 'deliver-touch' || enrollment === undefined) return [];
    const call = callAt(next, traveler, snapshot.account) as TouchCall;
    const touch = { call, channel: channelOf(call.step), snapshot, enrollment };
    return [...addressees(touch).map(({ delivery }) => delivery), ...begunDeliveries(touch)];
  });
  return [...new Set(ids)];
};
