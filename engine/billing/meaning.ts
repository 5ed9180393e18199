import type { DeclineCategory } from '../account/account.ts';
import { definedFields } from '../kernel/defined-fields.ts';

/**
 * What a processor's event may stand for. What follows from several of them is Daymark's to say: `subscription.canceled`,
 * `payment.recovered`, `renewal.completed` and the like (`billing-state.ts`).
 */
export type BillingEvent =
  | 'subscription.started'
  | 'subscription.changed'
  /** Only keeps the known state current: journeys never see it. */
  | 'subscription.observed'
  | 'subscription.ended'
  | 'trial.ending'
  | 'invoice.issued'
  | 'invoice.overdue'
  | 'invoice.uncollectible'
  | 'invoice.voided'
  /** Another amount, or other retries: journeys never see it. */
  | 'invoice.changed'
  | 'payment.failed'
  | 'payment.action_required'
  /** Why a payment failed, where its failure does not say it: journeys never see it. */
  | 'payment.declined'
  | 'payment.succeeded'
  | 'payment_method.expiring'
  | 'payment_method.updated';

/** What it may say, each as far as it is known. Money is in the currency's smallest unit as the processor counts it. */
export type BillingFields = {
  /** The subscription's id, which an invoice names, too. */
  subscription?: string;
  plan?: string;
  /** Null: it has more items than the event tells of. */
  seats?: number | null;
  /** In the processor's words, which `phaseOf` reads. */
  status?: string;
  /** The status before, if the event has it. */
  before?: string;
  /** End of the trial, an instant. */
  endsAt?: string;
  /** Whether it ends with its term. */
  cancelScheduled?: boolean;
  /** Monthly price, before discounts of one payment. Null: it cannot be told. */
  mrr?: number | null;
  /** Since when it is paid for, an instant. */
  paidSince?: string;
  /** Of the amounts, in lower case. */
  currency?: string;
  /** The invoice's id. */
  invoice?: string;
  /** What is owed; what was paid, of a paid invoice; 0 if nothing is left to pay. */
  amount?: number;
  decline?: DeclineCategory;
  /** An instant. Null: the processor names none. */
  nextAttemptAt?: string | null;
  /** Whether the processor will not try again. */
  retriesExhausted?: boolean;
  /** The page where it can be paid. */
  hostedUrl?: string;
  /** The number of the attempt, from 1. */
  attempt?: number;
  /** The payment's id, by which a decline finds its invoice. */
  payment?: string;
  /** Why there is an invoice: `subscription_create`, `subscription_cycle` (a renewal), or a word of the processor's. */
  reason?: string;
  /** The billed period, instants. */
  periodStart?: string;
  periodEnd?: string;
  /** When a card expires, a date. */
  expiresAt?: string;
};

/** Without those that are undefined. */
export const billingFields = (
  fields: {
    readonly [Name in keyof BillingFields]: BillingFields[Name] | undefined;
  },
): BillingFields => definedFields(fields);

/** One of the billing events that a processor's event stands for. */
export interface Meaning {
  name: BillingEvent;
  fields: BillingFields;
}
