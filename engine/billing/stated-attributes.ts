import type { Attributes, Profile } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import { type DomainEvent, profileEvent } from '../account/event.ts';
import { attributesAt } from '../account/profile.ts';
import { goalAttributes } from '../definition/goal-attributes.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { subscriptionEvents } from './subscription-event.ts';
import { subscriptionAttributes } from './subscription-words.ts';

/** The account attributes that an event sets, dated at its occurrence. */
export const statedAttributes = (event: DomainEvent, profile: Profile | undefined): Attributes =>
  attributesAt(
    event.name === profileEvent ? event.fields : (ownMember(statements, event.name)?.(event, profile) ?? {}),
    event.occurredAt,
  );

type Statement = (event: DomainEvent, profile: Profile | undefined) => Readonly<Record<string, Scalar>>;

const statements: Readonly<Record<string, Statement | undefined>> = {
  // Added to the event by the weekly figures.
  'daymark.evaluate': ({ fields }) => ({
    ...stated('healthScore', fields.healthScore),
    ...stated('health', fields.health),
  }),
  // Goals of success plans are handled by `routePlan`.
  'plan.changed': () => ({}),
  'goal.moved': () => ({}),
  'Account Deleted': () => ({ status: 'deleted' }),
  // A deleted account may be created again.
  'Account Created': (_, profile) => stated('status', isDeleted(profile) ? 'active' : undefined),
};

/** Events that set an account attribute; `subscriptionWords` derives those of subscriptions. */
export const statingEvents: readonly string[] = [profileEvent, ...Object.keys(statements), ...subscriptionEvents];

/** Names of the attributes that an event may set, but for what an evaluation or the end of an account sets: no date. */
export const statedBy = ({ name, fields }: DomainEvent): readonly string[] => {
  if (subscriptionEvents.includes(name)) return subscriptionAttributes;
  if (name === profileEvent) return Object.keys(fields);
  const goals = name === 'plan.changed' ? fields.goals : name === 'goal.moved' ? fields.goal : undefined;
  return typeof goals === 'string' ? goals.split(' ').map(goal => goalAttributes(goal).target) : [];
};

const stated = (name: string, value: Scalar | undefined): Record<string, Scalar> =>
  value === undefined || value === null ? {} : { [name]: value };
