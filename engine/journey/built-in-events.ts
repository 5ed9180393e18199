import * as z from 'zod';
import { declineCategories } from '../account/account.ts';
import type { OwnEvent } from '../definition/own-events.ts';
import { taskOutcomes, taskTypes } from '../definition/task.ts';

const subscription = z
  .object({ subscription: z.string(), plan: z.string(), seats: z.int(), status: z.string() })
  .partial();
const trial = subscription.extend({ endsAt: z.iso.datetime() }).partial();

/** An invoice, and its payment attempt if there was one. `amount` is in the currency's smallest unit, as Stripe counts it. */
const invoice = z
  .object({
    invoice: z.string(),
    amount: z.int(),
    currency: z.string(),
    decline: z.enum(declineCategories),
    /** Missing when the processor will not try again, or does not say when. */
    nextAttemptAt: z.iso.datetime(),
    /** Will the processor not try again? Missing where it does not tell. */
    retriesExhausted: z.boolean(),
    /** The processor's page where the invoice can be paid. */
    hostedUrl: z.url(),
    attempt: z.int(),
    /** The subscription that it bills, if any. */
    subscription: z.string(),
    /** Is it for services delivered before the customer left? Then there is no access left to suspend. */
    subscriptionEnded: z.boolean(),
  })
  .partial();

const paymentMethod = z.object({ expiresAt: z.iso.date() }).partial();

/** The prompt's template and step, and the id of the action that was chosen. */
const prompt = z.object({ prompt: z.string(), step: z.string(), journey: z.string() }).partial();
const chosen = prompt.extend({ action: z.string() }).partial();
/** Fields of an event about a contact: its role, and nothing personal. */
const contact = z.object({ role: z.string() }).partial();

/** A goal of a success plan, by its id. */
const goal = z.object({ goal: z.string() }).partial();

/** `signal`: the journey whose signal it is. */
const signal = z.object({ signal: z.string() }).partial();

/** The fields of each of Daymark's own events. Every catalog has them. */
export const builtInEvents = {
  'subscription.started': subscription,
  'subscription.changed': subscription,
  /** The last running subscription ended: the customer has left. */
  'subscription.canceled': subscription,
  /** A running subscription ended, whether others still run or not. */
  'subscription.ended': subscription,
  'subscription.cancel_scheduled': subscription,
  'subscription.cancel_unscheduled': subscription,
  'trial.ending': trial,
  'trial.ended': trial,
  'invoice.issued': invoice,
  'invoice.overdue': invoice,
  'invoice.uncollectible': invoice,
  'invoice.voided': invoice,
  'payment.failed': invoice,
  'payment.action_required': invoice,
  'payment.recovered': invoice,
  /** The failure turned out to be later than the subscription's end. */
  'payment.obsolete': invoice,
  'payment.succeeded': invoice,
  'payment_method.expiring': paymentMethod,
  'payment_method.updated': paymentMethod,
  'renewal.completed': invoice,
  'task.resolved': z
    .object({ task: z.string(), reason: z.string(), type: z.enum(taskTypes), outcome: z.enum(taskOutcomes) })
    .partial(),
  'contact.verified': contact,
  'contact.unsubscribed': contact.extend({ topic: z.string() }).partial(),
  /** Of a topic that needs a confirmation; `request` names it. */
  'contact.subscription_requested': contact
    .extend({ contact: z.string(), topic: z.string(), request: z.string(), askedAt: z.iso.datetime() })
    .partial(),
  'contact.bounced': contact,
  'contact.complained': contact,
  'mail.clicked': z.object({ journey: z.string(), step: z.string() }).partial(),
  'signal.fired': signal,
  'signal.cleared': signal,
  /** Names of stages, missing where there was none; and the whole days in the one before. */
  'stage.changed': z.object({ from: z.string(), to: z.string(), days: z.int() }).partial(),
  'prompt.seen': prompt,
  'prompt.clicked': chosen,
  'prompt.dismissed': prompt,
  'prompt.completed': prompt,
  /** A customer's success plan was said; `goals`: the ids of its goals, apart by spaces. */
  'plan.changed': z.object({ goals: z.string() }).partial(),
  'goal.reached': goal,
  /** The day of a goal has passed without it. */
  'goal.missed': goal,
  'goal.moved': goal.extend({ dueAt: z.iso.date() }).partial(),
} as const satisfies Record<OwnEvent, z.ZodObject>;
