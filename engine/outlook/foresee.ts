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
  /** With enough usage for the conditions ahead. */
  snapshot: AccountSnapshot;
  /** The ledger of touches that are held or partly sent. */
  ledger?: ReadonlyMap<string, Delivery>;
  now: Instant;
  /** End of the outlook. */
  until: Instant;
  journeys: readonly JourneyDefinition[];
  itineraries: readonly Itinerary[];
}

export interface Outlook {
  /** In order of time. */
  acts: readonly Foreseen[];
  /** Enrollments in a version that is no longer in the build, whose next actions are unknown. */
  unknown: readonly Enrollment[];
}

/** Upper bound of an account's turns: journeys end, and held touches are tried once a day. */
const mostTurns = 5_000;

/**
 * Foresees the actions of an account's enrollments until an instant, without events, answers or new enrollments. Each
 * step is decided by its real turn, as of its time, on the account as the earlier steps leave it.
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

/** The traveler that is due next; of equals the first. */
const soonest = (travelers: readonly Traveler[]): Traveler | undefined =>
  travelers
    .filter(({ place }) => place !== undefined)
    .reduce<Traveler | undefined>((first, each) => (first && first.due <= each.due ? first : each), undefined);

/** Advances an enrollment from its place. Returns the result if the place was a call. */
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
