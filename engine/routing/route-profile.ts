import type { Attributes, Billing, Profile } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import type { Change } from '../account/change.ts';
import { type DomainEvent, profileEvent } from '../account/event.ts';
import { knownSince, mergeAttributes, sameAttributes } from '../account/profile.ts';
import type { RoutingInput } from '../account/routing.ts';
import { termAfter } from '../account/term.ts';
import { applyBilling, noBilling } from '../billing/billing-state.ts';
import { derived } from '../billing/billing-step.ts';
import { paysRenewal } from '../billing/pays-renewal.ts';
import { statedAttributes } from '../billing/stated-attributes.ts';
import { statusTurns } from '../billing/status-turns.ts';
import { subscriptionEvents } from '../billing/subscription-event.ts';
import { endOfCustomer } from '../billing/subscription-state.ts';
import { withoutRepeats, withoutStatus, withSubscriptions } from '../billing/whose-word.ts';
import { customersIn } from '../connectors/customers.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { sameData } from '../kernel/same-data.ts';
import type { RoutedPlan } from '../success-plans/route-plan.ts';

interface RoutedProfile {
  /** After the event; absent while the account is unknown. */
  profile?: Profile;
  changes: Change[];
  /**
   * The event with its derived events, the most specific first: a paid invoice may be a recovery and a renewal too. Empty when a
   * later event is known already.
   */
  facts: DomainEvent[];
  /** Its success plan, if any. */
  plan?: RoutedPlan;
}

interface ProfileInput extends Pick<RoutingInput, 'dateAttributes' | 'goals' | 'seats'> {
  /** Applies the event to the success plan, given the attributes after the event. */
  plan?: ((attributes: Attributes) => RoutedPlan) | undefined;
}

/** The account's profile after an event, with the derived events. The first attributes make an account known. */
export const routeProfile = (
  event: DomainEvent,
  account: string,
  before: Profile | undefined,
  { dateAttributes, goals, seats, plan: planOf }: ProfileInput,
): RoutedProfile => {
  if (before === undefined && event.name !== profileEvent) return { changes: [], facts: [] };
  const known = before ?? { account, attributes: {}, terms: {}, billing: noBilling, revision: 0 };
  const { billing: applied, events, revenue = [] } = applyBilling(known, event);
  const arePricesNamed = seats?.prices !== undefined;
  const { attributes: subscribed, billing } = withSubscriptions(known, applied, arePricesNamed);
  const named = withoutRepeats(statedAttributes(event, before), known, arePricesNamed);
  const stated = mergeAttributes(
    isDeleted({ attributes: named }) ? withoutStatus(subscribed, billing, arePricesNamed) : subscribed,
    named,
  );
  const reached = { ...stated, ...goalsReached(event, goals, stated) };
  const aimed = movedGoal(event, reached, goals);
  const plan = planOf?.(aimed);
  const attributes = plan?.attributes ?? aimed;
  const merged: Profile = { ...known, attributes, billing, ...firstHeard(event, before) };
  const terms = dateAttributes.flatMap(name => {
    const term = termAfter(name, before, merged);
    return term ? [{ name, ...term }] : [];
  });
  const renewed =
    terms.some(({ name, renewed }) => name === 'renewalAt' && renewed) ||
    events.some(fact => paysRenewal(fact, merged));
  const after: Profile = {
    ...merged,
    billing: renewed || hasGrown(before, merged) ? confirmed(billing, event) : billing,
    terms: { ...known.terms, ...Object.fromEntries(terms.map(({ name, term }) => [name, term])) },
  };
  return {
    profile: after,
    changes: [
      ...profileChange(before, after),
      ...revenue.map((row): Change => ({ kind: 'revenue', row })),
      ...customerChange(event, after),
      ...(plan?.changes ?? []),
    ],
    facts: [
      ...(renewed ? [derived(event, 'renewal.completed')] : []),
      ...cancelTurn(event, before, merged),
      ...statusTurns(event, before, merged),
      ...events,
      ...(plan?.facts ?? []),
    ],
    ...(plan && { plan }),
  };
};

/** Derives the event when cancellation becomes scheduled or unscheduled, over all subscriptions together. */
const cancelTurn = (
  event: DomainEvent,
  before: Profile | undefined,
  { attributes, billing }: Profile,
): DomainEvent[] => {
  const [was, is] = [before?.attributes.cancelScheduled?.value ?? false, attributes.cancelScheduled?.value ?? false];
  if (!subscriptionEvents.includes(event.name) || was === is || endOfCustomer(billing) !== undefined) return [];
  return [derived(event, is === true ? 'subscription.cancel_scheduled' : 'subscription.cancel_unscheduled')];
};

/** Whether the account has more seats than before. */
const hasGrown = (before: Profile | undefined, { attributes }: Profile): boolean => {
  const [had, has] = [before?.attributes.seats?.value, attributes.seats?.value];
  return typeof had === 'number' && typeof has === 'number' && has > had;
};

const confirmed = (billing: Billing, { occurredAt }: DomainEvent): Billing => ({
  ...billing,
  confirmedAt: billing.confirmedAt !== undefined && billing.confirmedAt > occurredAt ? billing.confirmedAt : occurredAt,
});

/** The earliest event of an account, in any order of arrival. */
const firstHeard = ({ name, occurredAt }: DomainEvent, before: Profile | undefined): Pick<Profile, 'knownSince'> => {
  const known = knownSince(before);
  const tells = name === profileEvent || name === 'Account Created';
  const first = tells && (known === undefined || occurredAt < known) ? occurredAt : known;
  return first === undefined ? {} : { knownSince: first };
};

const profileChange = (before: Profile | undefined, after: Profile): Change[] => {
  const isSame =
    before !== undefined &&
    // Fields missing from older profiles are written with the next change.
    knownSince(before) === after.knownSince &&
    sameAttributes(before.attributes, after.attributes) &&
    sameData(before.terms, after.terms) &&
    sameData(before.billing, after.billing);
  return isSame ? [] : [{ kind: 'profile', profile: { ...after, revision: (before?.revision ?? 0) + 1 } }];
};

const customerChange = (event: DomainEvent, { account, attributes }: Profile): Change[] => {
  if (event.name !== profileEvent) return [];
  const values = Object.keys(event.fields).flatMap(name => {
    const known = attributes[name];
    return known ? [[name, known.value] as const] : [];
  });
  return customersIn(Object.fromEntries(values)).map(customer => ({ kind: 'customer', customer, account }));
};

/** The goals that an event reaches, as attributes: the first time counts, in any order of arrival. */
export const goalsReached = (
  { name, occurredAt }: DomainEvent,
  goals: CatalogData['goals'] = {},
  known: Attributes,
): Attributes =>
  Object.fromEntries(
    Object.values(goals)
      .filter(({ reachedBy, reached }) => reachedBy === name && isFirst(known[reached], occurredAt))
      .map(({ reached }) => [reached, { value: occurredAt, at: occurredAt }]),
  );

/** A later event can reach a goal that was reset to null. */
const isFirst = (word: Attributes[string] | undefined, at: string): boolean => {
  if (word === undefined) return true;
  return typeof word.value === 'string' ? at < word.value : at > word.at;
};

/** The day that `moveGoal` gave a goal of the catalog, for accounts whose plan does not have it. */
export const movedGoal = (
  { name, fields, occurredAt }: DomainEvent,
  attributes: Attributes,
  known: RoutingInput['goals'] = {},
): Attributes => {
  const target = name === 'goal.moved' ? known[String(fields.goal)]?.target : undefined;
  const dueAt = fields.dueAt;
  if (target === undefined || dueAt === undefined) return attributes;
  return mergeAttributes(attributes, { [target]: { value: dueAt, at: occurredAt } });
};
