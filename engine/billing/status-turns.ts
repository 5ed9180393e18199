import type { Profile } from '../account/account.ts';
import { accountStatuses } from '../account/account-status.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { derived } from './billing-step.ts';
import { profileEvent } from './stated-attributes.ts';
import { type Phase, phaseOf } from './subscription-phase.ts';

/** The events that a `status` may turn out to be. */
export const turnsOfStatus: readonly string[] = [
  'trial.ended',
  'subscription.canceled',
  'subscription.started',
  'Account Deleted',
];

/**
 * What it means that an account's status is said to be another than before, by its product or a CRM. Subscriptions that a processor
 * tells of are ended and begun by its events alone.
 */
export const statusTurns = (
  event: DomainEvent,
  before: Profile | undefined,
  { attributes, billing }: Profile,
): DomainEvent[] => {
  if (event.name !== profileEvent || before === undefined) return [];
  const [was, is] = [before.attributes.status?.value, attributes.status?.value];
  if (was === is || typeof is !== 'string') return [];
  if (is === 'deleted') return [derived(event, 'Account Deleted')];
  if (Object.keys(billing.subscriptions ?? {}).length > 0) return [];
  const [from, to] = [was, is].map(phaseSaid);
  const begins = to === 'running' && (from === 'trial' || from === 'ended');
  if (to === undefined) return [];
  return [
    ...(from === 'trial' && to !== 'pending' ? [derived(event, 'trial.ended')] : []),
    ...(to === 'ended' && from !== 'pending' ? [derived(event, 'subscription.canceled')] : []),
    ...(begins ? [derived(event, 'subscription.started')] : []),
  ];
};

/** Of a status that a catalog has for itself, or that is unknown, nothing follows. */
const phaseSaid = (status: Scalar | undefined): Phase | undefined =>
  accountStatuses.some(each => each === status) ? phaseOf(String(status)) : undefined;
