import type { Billing, Profile } from '../account.ts';
import { applyBilling, derived, noBilling } from '../billing/billing-state.ts';
import { customersIn } from '../billing/processors.ts';
import type { Change } from '../change.ts';
import type { DomainEvent } from '../event.ts';
import { knownSince } from '../known-since.ts';
import { sameData } from '../same-data.ts';
import { goalsReached } from './goals-reached.ts';
import { mergeAttributes, sameAttributes } from './merge-attributes.ts';
import type { RoutingInput } from './routing.ts';
import { profileEvents, saidAttributes } from './said-attributes.ts';
import { termAfter } from './term.ts';

export interface RoutedProfile {
  /** As the event leaves it; absent while the account is unknown. */
  profile?: Profile;
  changes: Change[];
  /**
   * What the event says, the most telling first: a paid invoice may be a recovery and a renewal too. Empty when what
   * came later is known already.
   */
  facts: DomainEvent[];
}

/** What an event does to the account's profile, and what follows from that. The first attributes make an account known. */
export const routeProfile = (
  event: DomainEvent,
  account: string,
  before: Profile | undefined,
  { dateAttributes, goals }: Pick<RoutingInput, 'dateAttributes' | 'goals'>,
): RoutedProfile => {
  if (before === undefined && !profileEvents.includes(event.name)) return { changes: [], facts: [] };
  const known = before ?? { account, attributes: {}, terms: {}, billing: noBilling, revision: 0 };
  const { billing, events } = applyBilling(known.billing, event);
  const said = mergeAttributes(known.attributes, saidAttributes(event, before));
  const attributes = { ...said, ...goalsReached(event, goals, said) };
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
    changes: [...profileChange(before, after), ...customerChange(event, after)],
    facts: [...(renewed ? [derived(event, 'renewal.completed')] : []), ...cancelTurn(event, before), ...events],
  };
};

/** Of processors that only tell a subscription's state: what has it become, beside what is known? */
const cancelTurn = (event: DomainEvent, before: Profile | undefined): DomainEvent[] => {
  const { cancelScheduled: said } = event.fields;
  const known = before?.attributes.cancelScheduled;
  if (event.name !== 'subscription.changed' || typeof said !== 'boolean') return [];
  if (said === (known?.value ?? false) || (known !== undefined && known.at > event.occurredAt)) return [];
  return [derived(event, said ? 'subscription.cancel_scheduled' : 'subscription.cancel_unscheduled')];
};

/** More seats than the account was known to have. */
const hasGrown = (before: Profile | undefined, { attributes }: Profile): boolean => {
  const [had, has] = [before?.attributes.seats?.value, attributes.seats?.value];
  return typeof had === 'number' && typeof has === 'number' && has > had;
};

const confirmed = (billing: Billing, { occurredAt }: DomainEvent): Billing => ({
  ...billing,
  confirmedAt: billing.confirmedAt !== undefined && billing.confirmedAt > occurredAt ? billing.confirmedAt : occurredAt,
});

/** The earliest time that an account was told about, in whatever order that arrives. */
const firstHeard = ({ name, occurredAt }: DomainEvent, before: Profile | undefined): Pick<Profile, 'knownSince'> => {
  const known = knownSince(before);
  const tells = profileEvents.includes(name) || name === 'Account Created';
  const first = tells && (known === undefined || occurredAt < known) ? occurredAt : known;
  return first === undefined ? {} : { knownSince: first };
};

const profileChange = (before: Profile | undefined, after: Profile): Change[] => {
  const isSame =
    before !== undefined &&
    // What an older profile lacks is written with its next change.
    knownSince(before) === after.knownSince &&
    sameAttributes(before.attributes, after.attributes) &&
    sameData(before.terms, after.terms) &&
    sameData(before.billing, after.billing);
  return isSame ? [] : [{ kind: 'profile', profile: { ...after, revision: (before?.revision ?? 0) + 1 } }];
};

const customerChange = (event: DomainEvent, { account, attributes }: Profile): Change[] => {
  if (!profileEvents.includes(event.name)) return [];
  const said = Object.keys(event.fields).flatMap(name => {
    const known = attributes[name];
    return known ? [[name, known.value] as const] : [];
  });
  return customersIn(Object.fromEntries(said)).map(customer => ({ kind: 'customer', customer, account }));
};

/**
 * A paid invoice of the subscription's cycle renews the contract, unless its own period ends before the renewal date:
 * a yearly contract may be paid by the month.
 */
const paysRenewal = ({ name, occurredAt, fields }: DomainEvent, { attributes }: Profile): boolean => {
  if (name !== 'payment.succeeded' || fields.reason !== 'subscription_cycle') return false;
  const renewalAt = attributes.renewalAt?.value;
  const { periodEnd } = fields;
  if (typeof periodEnd !== 'string' || typeof renewalAt !== 'string' || periodEnd <= occurredAt) return true;
  return periodEnd.slice(0, 10) > renewalAt.slice(0, 10);
};
