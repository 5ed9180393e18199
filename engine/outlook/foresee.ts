import type { AccountSnapshot } from '../account/account.ts';
import type { Delivery } from '../account/delivery.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { CallPlace, Itinerary } from '../definition/itinerary.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { specialArms } from '../definition/step-call.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import type { StepFunction } from '../steps/step-outline.ts';
import { afterChanges } from './after-changes.ts';
import { endsOf, foreseeBranch, foreseeStep, foreseeTask } from './foresee-step.ts';
import { foreseeTouch } from './foresee-touch.ts';
import type { Foreseen } from './foreseen.ts';
import type { ForeseenTurn, KnownAhead } from './known-ahead.ts';
import { callAt, isWait, placeBehind, type Route, routesOf, type Traveler, travelerOf } from './traveler.ts';

export interface OutlookInput extends Omit<KnownAhead, 'ledger'> {
  /** With the usage that the calls ahead look back on. */
  snapshot: AccountSnapshot;
  /** The ledger of touches that are held or partly sent. */
  ledger?: ReadonlyMap<string, Delivery>;
  now: Instant;
  /** As far as to look. */
  until: Instant;
  journeys: readonly JourneyDefinition[];
  itineraries: readonly Itinerary[];
}

export interface Outlook {
  /** In order of time. */
  acts: readonly Foreseen[];
  /** Enrollments in a version that is not in the build any more: their steps are unknown. */
  unknown: readonly Enrollment[];
}

/** Journeys end, and a touch that is held is tried once a day: an account comes to no more than this in a month. */
const mostTurns = 5_000;

/**
 * What the enrollments of an account come to until an instant if nothing else happens: no event, no answer, no new enrollment.
 * Each step is decided by the turn that will decide it, as of its time, on the account as the steps before it leave it.
 */
export const foresee = (input: OutlookInput): Outlook => {
  const { snapshot, now, until, ledger = new Map() } = input;
  const routes = routesOf(input);
  const active = snapshot.enrollments.filter(enrollment => !isOver(enrollment));
  const known = (enrollment: Enrollment): Route | undefined =>
    routes.get(`${enrollment.journey} ${enrollment.version}`);
  const travelers = active.flatMap(enrollment => {
    const route = known(enrollment);
    return route ? [travelerOf(enrollment, route, now)] : [];
  });
  let ahead: KnownAhead = { ...input, ledger };
  const acts: Foreseen[] = [];
  for (let turns = 0; turns < mostTurns; turns++) {
    const next = soonest(travelers);
    if (next === undefined || next.due > until) break;
    const { account } = snapshot;
    const taken = goOn(next, account, ahead);
    if (taken === undefined) continue;
    acts.push(...taken.acts);
    ahead = {
      ...ahead,
      snapshot: afterChanges(ahead.snapshot, taken.changes),
      ledger: taken.ledger ?? ahead.ledger,
    };
  }
  return { acts, unknown: active.filter(enrollment => known(enrollment) === undefined) };
};

/** Of two of one moment the one that was listed first. */
const soonest = (travelers: readonly Traveler[]): Traveler | undefined =>
  travelers
    .filter(({ place }) => place !== undefined)
    .reduce<Traveler | undefined>((first, each) => (first && first.due <= each.due ? first : each), undefined);

/** Leaves the place where the enrollment stands. Returns what came of it, where that was a call. */
const goOn = (traveler: Traveler, account: string, ahead: KnownAhead): ForeseenTurn | undefined => {
  const place = traveler.route.itinerary.places[traveler.place ?? ''];
  if (place === undefined) {
    traveler.place = undefined;
    return undefined;
  }
  if (isWait(place)) {
    if (place.edge !== undefined) traveler.waited = `${place.wait.step} ${place.edge}`;
    traveler.place = place.to;
    return undefined;
  }
  const now = traveler.due;
  const call = callAt(place, traveler, account);
  const taken = calls[place.function](call as never, ahead, now);
  const acts = [...taken.acts, ...(place.function === 'take-step' ? [] : endsOf(call, taken, now))];
  move(traveler, place, taken);
  return { ...taken, acts };
};

const calls: Readonly<Record<StepFunction, (call: never, ahead: KnownAhead, now: Instant) => ForeseenTurn>> = {
  'deliver-touch': foreseeTouch,
  'evaluate-branch': foreseeBranch,
  'open-task': foreseeTask,
  'take-step': foreseeStep,
};

const move = (traveler: Traveler, place: CallPlace, { held, took, until, at, acts }: ForeseenTurn): void => {
  if (held !== undefined) {
    traveler.place = place.held;
    traveler.due = later(instant(held), traveler.due);
    return;
  }
  const isOver = took === specialArms.exited || acts.some(({ does }) => does === 'exit');
  traveler.place = isOver ? undefined : placeBehind(place, took);
  traveler.waited = '';
  traveler.at = at;
  if (until !== '') traveler.due = later(instant(until), traveler.due);
};

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
