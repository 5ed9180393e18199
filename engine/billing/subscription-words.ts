import type { Attributes, Billing, Subscription } from '../account/account.ts';
import { attributesAt } from '../account/profile.ts';
import type { Instant } from '../kernel/instant.ts';
import { isLive, phaseOf } from './subscription-phase.ts';
import { endOfCustomer } from './subscription-state.ts';

/** Account attributes derived from all of its subscriptions together. */
export const subscriptionAttributes = ['status', 'seats', 'trialEndsAt', 'cancelScheduled'] as const;

type Words = Partial<Record<'status' | 'seats' | 'cancelScheduled', boolean | number | string | null>>;

/**
 * The attributes of all subscriptions of an account, as of the latest event of any. Attributes that none of them has
 * are left out. `arePricesNamed`: the catalog lists the prices that are seats.
 */
export const subscriptionWords = (billing: Billing, arePricesNamed: boolean): Attributes => {
  const all = Object.values(billing.subscriptions ?? {}).filter(({ ran }) => ran);
  const live = all.filter(({ status }) => isLive(status));
  const words: Words = { ...statusOf(live), ...seatsOf(live, all, arePricesNamed), ...scheduled(live, all) };
  const at = all.reduce<Instant>((latest, each) => (each.at > latest ? each.at : latest), '');
  const end = endOfCustomer(billing);
  // Processors may still update a subscription that has ended: it is no less gone.
  const left = end === undefined ? {} : attributesAt({ status: 'canceled' }, end);
  return { ...attributesAt(words, at), ...left, ...trialEnd(all) };
};

/** The best status of any subscription: a customer who pays for one is neither past due nor on trial. */
const statusOf = (live: readonly Subscription[]): Words => {
  const [best] = live.map(({ status }) => status).sort((a, b) => rankOf(a) - rankOf(b));
  return best === undefined ? {} : { status: best };
};

const rankOf = (status: string): number => {
  const rank = statuses.indexOf(status);
  return rank === -1 ? statuses.length : rank;
};

const statuses: readonly string[] = ['active', 'past_due', 'trialing', 'unpaid', 'paused'];

/**
 * The sum of seats; null if one is unknown, or if plans differ and the catalog does not list the prices of seats. Of an
 * account that never bought seats they say nothing: other sources may.
 */
const seatsOf = (live: readonly Subscription[], all: readonly Subscription[], arePricesNamed: boolean): Words => {
  const said = live.filter(({ seats }) => seats !== undefined);
  if (said.length === 0) return {};
  if (said.every(({ seats }) => seats === 0) && !all.some(({ soldSeats }) => soldSeats)) return {};
  const isMixed = !arePricesNamed && new Set(said.map(({ plan }) => plan)).size > 1;
  const isUnknown = isMixed || said.some(({ seats }) => seats === null);
  return { seats: isUnknown ? null : said.reduce((sum, { seats }) => sum + (seats ?? 0), 0) };
};

/** The latest end of the open trials, else the end of the last trial. */
const trialEnd = (all: readonly Subscription[]): Attributes => {
  const ongoing = all.filter(({ status }) => phaseOf(status) === 'trial');
  const words = (ongoing.length > 0 ? ongoing : all).flatMap(each => trialWord(each) ?? []);
  const last = words.sort((a, b) => (a.value < b.value ? -1 : 1)).at(-1);
  return last === undefined ? {} : { trialEndsAt: last };
};

/** The trial's end, or when it was cut short. */
const trialWord = ({ status, at, trialEndsAt, startedAt, endedAt }: Subscription) => {
  if (trialEndsAt === undefined) return undefined;
  if (phaseOf(status) === 'trial') return { value: trialEndsAt, at };
  const cut = startedAt ?? endedAt ?? earlier(at, trialEndsAt);
  return { value: earlier(cut, trialEndsAt), at: cut };
};

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Is a cancellation scheduled for every live subscription? */
const scheduled = (live: readonly Subscription[], all: readonly Subscription[]): Words => {
  if (live.length === 0) return all.length === 0 ? {} : { cancelScheduled: false };
  if (live.every(({ cancelScheduled }) => cancelScheduled === undefined)) return {};
  return { cancelScheduled: live.every(({ cancelScheduled }) => cancelScheduled === true) };
};
