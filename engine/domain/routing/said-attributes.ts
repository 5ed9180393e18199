import type { Attributes, Profile } from '../account.ts';
import type { Scalar } from '../condition.ts';
import type { DomainEvent } from '../event.ts';
import { saidAt } from './merge-attributes.ts';

/** Events that carry account attributes as their fields. The second is an `update` step's. */
export const profileEvents: readonly string[] = ['account.updated', 'daymark.update'];

/** The account attributes that an event states, each as of when it happened. */
export const saidAttributes = (event: DomainEvent, profile: Profile | undefined): Attributes =>
  saidAt(
    profileEvents.includes(event.name) ? event.fields : (statements[event.name]?.(event, profile) ?? {}),
    event.occurredAt,
  );

type Statement = (event: DomainEvent, profile: Profile | undefined) => Readonly<Record<string, Scalar>>;

/** What a subscription says of its account; a field that the event lacks says nothing. */
const subscription =
  (cancelScheduled?: boolean): Statement =>
  ({ fields }) => ({
    ...stated('status', fields.status),
    ...stated('seats', fields.seats),
    ...stated('trialEndsAt', fields.endsAt),
    ...stated('cancelScheduled', cancelScheduled ?? fields.cancelScheduled),
  });

const statements: Readonly<Record<string, Statement | undefined>> = {
  'subscription.started': subscription(false),
  'subscription.changed': subscription(),
  'subscription.cancel_scheduled': subscription(true),
  'subscription.cancel_unscheduled': subscription(false),
  'subscription.canceled': () => ({ status: 'canceled', cancelScheduled: false }),
  'trial.ending': subscription(),
  // As the weekly figures add them to it.
  'daymark.evaluate': ({ fields }) => ({
    ...stated('healthScore', fields.healthScore),
    ...stated('health', fields.health),
  }),
  'Account Deleted': () => ({ status: 'deleted' }),
  // An account that was deleted may be created anew.
  'Account Created': (_, profile) =>
    stated('status', profile?.attributes.status?.value === 'deleted' ? 'active' : undefined),
};

/** Events that state an attribute of the account. */
export const statingEvents: readonly string[] = [...profileEvents, ...Object.keys(statements)];

const stated = (name: string, value: Scalar | undefined): Record<string, Scalar> =>
  value === undefined || value === null ? {} : { [name]: value };
