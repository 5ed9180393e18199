import type { Profile } from '../account/account.ts';
import { accountStatuses } from '../account/account-status.ts';
import { type DomainEvent, profileEvent } from '../account/event.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { derived } from './billing-step.ts';
import { type Phase, phaseOf } from './subscription-phase.ts';
import { endOfCustomer } from './subscription-state.ts';

/** The events that a change of `status` may stand for. */
export const turnsOfStatus: readonly string[] = [
  'trial.ended',
  'subscription.canceled',
  'subscription.started',
  'Account Deleted',
];

/**
 * The event that a changed account status, as set by the product or a CRM, stands for. While a payment processor
 * reports a subscription that runs, customers start and leave by its events alone.
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
  if (Object.keys(billing.subscriptions ?? {}).length > 0 && endOfCustomer(billing) === undefined) return [];
  const [from, to] = [was, is].map(phaseSaid);
  const begins = to === 'running' && (from === 'trial' || from === 'ended');
  if (to === undefined) return [];
  return [
    ...(from === 'trial' && to !== 'pending' ? [derived(event, 'trial.ended')] : []),
    ...(to === 'ended' && from !== 'pending' ? [derived(event, 'subscription.canceled')] : []),
    ...(begins ? [derived(event, 'subscription.started')] : []),
  ];
};

/** The phase of a standard status; undefined for a status of the catalog's own, or an unknown one. */
const phaseSaid = (status: Scalar | undefined): Phase | undefined =>
  accountStatuses.some(each => each === status) ? phaseOf(String(status)) : undefined;
