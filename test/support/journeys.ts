import type { DomainEvent } from '../../engine/account/event.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import type { EscalateStep } from '../../engine/steps/escalate/step.ts';
import type { EventTrigger, FieldTest } from '../../engine/triggers/event/trigger.ts';
import { anEmail, aPolicy, now } from './touch.ts';

export const on = (event: string, where: readonly FieldTest[] = []): EventTrigger => ({ kind: 'event', event, where });

export const sameInvoice: FieldTest = { field: 'invoice', comparison: 'matchesTrigger', value: null };

export const aJourney = (more: Partial<JourneyDefinition> = {}): JourneyDefinition => ({
  format: 1,
  id: 'onboarding',
  title: 'Onboarding',
  enroll: on('Account Created'),
  reenroll: { kind: 'never' },
  exit: [on('subscription.canceled')],
  priority: 50,
  policy: aPolicy({ taskPool: ['maya', 'tom'] }),
  steps: [anEmail()],
  hash: 'v1',
  ...more,
});

export const anEscalation = (more: Partial<EscalateStep> = {}): EscalateStep => ({
  kind: 'escalate',
  id: 'payment-escalation',
  type: 'billing',
  severity: 2,
  sla: { unit: 'businessDays', amount: 2 },
  play: 'call',
  evidence: { invoice: { kind: 'triggerField', field: 'invoice' } },
  early: [],
  then: {},
  ...more,
});

/** As the shipped journey of that name: keyed by invoice, with an escalation that opens early. */
export const paymentRecovery = aJourney({
  id: 'payment-recovery',
  enroll: { ...on('payment.failed'), alternatives: [on('payment.action_required')] },
  reenroll: { kind: 'keyed', field: 'invoice' },
  exit: [
    on('payment.recovered', [sameInvoice]),
    on('payment.succeeded', [sameInvoice]),
    on('invoice.voided', [sameInvoice]),
    on('payment.obsolete', [sameInvoice]),
    on('subscription.ended', [{ field: 'subscription', comparison: 'matchesTrigger', value: null }]),
    on('subscription.canceled'),
  ],
  steps: [
    anEmail({ id: 'payment-failed' }),
    anEscalation({
      early: [on('payment.failed', [sameInvoice, { field: 'nextAttemptAt', comparison: 'missing', value: null }])],
    }),
  ],
});

/** As the shipped journey of that name, with its three stages. */
export const renewal = aJourney({
  id: 'renewal',
  enroll: { kind: 'date', attribute: 'renewalAt', days: 91 },
  reenroll: { kind: 'term' },
  exit: [on('renewal.completed'), on('subscription.canceled')],
  steps: [90, 60, 30].map(days =>
    anEmail({ id: `stage-${days}`, at: { kind: 'before', attribute: 'renewalAt', days } }),
  ),
});

let count = 0;

/** What a payment of a cycle says that goes from May 2026 to May 2027. */
export const paidYear = {
  reason: 'subscription_cycle',
  periodStart: '2026-05-20T00:00:00.000Z',
  periodEnd: '2027-05-20T00:00:00.000Z',
};

export const anEvent = (name: string, more: Partial<DomainEvent> = {}): DomainEvent & { account: string } => {
  const occurredAt: Instant = more.occurredAt ?? now;
  return {
    id: `segment:e${++count}`,
    source: 'segment',
    account: 'acme',
    name,
    receivedAt: occurredAt,
    fields: {},
    ...more,
    occurredAt,
  };
};

export const aUpdate = (fields: DomainEvent['fields'], more: Partial<DomainEvent> = {}) =>
  anEvent('account.updated', { fields, ...more });
