import type { MessageClass } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { Choices, Consent } from './consent.ts';
import type { Enrollment } from './enrollment.ts';
import type { Evaluation } from './evaluation.ts';
import type { GoalStates } from './goal-state.ts';
import type { Figures } from './medians.ts';
import type { MonthlyPrice } from './recurring-revenue.ts';
import type { SuccessPlan } from './success-plan.ts';
import type { Task } from './task.ts';
import type { Usage } from './usage.ts';

/** Latest value of each attribute with its time, so that an older message never overwrites a newer one. */
export type Attributes = Readonly<Record<string, { value: Scalar; at: Instant }>>;

/** A company. */
export interface Profile {
  account: string;
  attributes: Attributes;
  /** First known date of the current term, by date attribute: it identifies the term while the date itself moves. */
  terms: Readonly<Record<string, string>>;
  /** When the account was first heard of. */
  knownSince?: Instant;
  /** Failing invoices and recent declines, by which billing events are joined. */
  billing: Billing;
  /** Set by an operator: this account gets only transactional touches. */
  paused?: boolean;
  /** Grows by one at each write; a write names the revision it read. */
  revision: number;
}

export interface Billing {
  /** By invoice id, 200 at most. Closed invoices are kept for 90 days for late events, open ones for 400. */
  invoices: Readonly<Record<string, Invoice>>;
  declines: readonly Decline[];
  /** By id: all running ones, and those that ended in the last 90 days, 50 at most. */
  subscriptions?: Readonly<Record<string, Subscription>>;
  /** More ran at once than are stored, so the end of all stored ones does not mean that the customer has left. */
  moreSubscriptions?: boolean;
  /** What the product or a CRM had said of attributes that subscriptions state, before theirs replaced it. */
  replaced?: Attributes;
  /** Last time an invoice was paid. */
  paidAt?: Instant;
  /** Last time the account renewed or took more seats. */
  confirmedAt?: Instant;
}

/** A subscription's latest known state. */
export interface Subscription extends MonthlyPrice {
  /** In Stripe's terms, for every processor. */
  status: string;
  /** Time of that state. */
  at: Instant;
  plan?: string;
  /** Seats bought; null if there are several prices and the catalog does not say which of them are seats. */
  seats?: number | null;
  /** It sold seats once. */
  soldSeats?: true;
  trialEndsAt?: Instant;
  /** Whether it cancels at the end of its term. */
  cancelScheduled?: boolean;
  /** When paid service last began. */
  startedAt?: Instant;
  endedAt?: Instant;
  /** Whether it was ever active. It was not if its first payment never succeeded. */
  ran: boolean;
}

export interface Invoice {
  /**
   * `checkout`: a new subscription's first payment failed, and it is still unknown whether the subscription runs
   * anyway. `tried`: an update named the next attempt before the failure was told.
   */
  state: 'tried' | 'checkout' | 'failing' | 'paid' | 'voided' | 'uncollectible';
  amount: number | null;
  decline: DeclineCategory;
  at: Instant;
  /** While it fails: first failure since it was last paid. */
  since?: Instant;
  /** Fields of its last failure, sent again when the reason becomes known. */
  failure?: Readonly<Record<string, Scalar>>;
}

export const declineCategories = ['soft', 'hard', 'authentication', 'fraud', 'unknown'] as const;
export type DeclineCategory = (typeof declineCategories)[number];

/** A failed charge that may still have to find its invoice. */
export interface Decline {
  invoice: string | null;
  payment: string | null;
  amount: number | null;
  category: DeclineCategory;
  at: Instant;
}

/** A person of the account. The only place of personal data. */
export interface Contact {
  id: string;
  attributes: Attributes;
  /** Why an address gets no email: the suppressed address, and the message classes that are affected. */
  suppression?: {
    email: string;
    reason: 'bounced' | 'complained' | 'degraded' | 'erased';
    classes: readonly MessageClass[];
    at: Instant;
  };
  /** Mails that bounced temporarily in the last 30 days. */
  softBounces?: readonly { delivery: string; at: Instant }[];
  /** The contact's choices of mail. */
  choices: Choices;
  /** Proof of consent to topics that need a confirmation, by topic. */
  consents?: Readonly<Record<string, Consent>>;
  /** Accepted or claimed emails that still count toward a frequency cap. */
  recentSends: readonly { delivery: string; class: MessageClass; at: Instant }[];
  /** When the account removed the person, and when its server last identified them; the later one decides. */
  removedAt?: Instant;
  identifiedAt?: Instant;
  /** When the person was erased; data from before that is never written again. */
  erasedAt?: Instant;
  revision: number;
}

/** The latest change of a user's seat. Of two at the same instant, the removal wins. */
export interface SeatChange {
  user: string;
  at: Instant;
  assigned: boolean;
}

/** Everything that a decision may read, from one query of the account's partition. */
export interface AccountSnapshot {
  account: string;
  /** Absent until the account's first `group` call. */
  profile?: Profile;
  contacts: readonly Contact[];
  /** Without retired ones, except the last of each journey. */
  enrollments: readonly Enrollment[];
  /** Journeys with retired enrollments; absent before the first. */
  retired?: readonly string[];
  /** Absent until the account is known. */
  evaluation?: Evaluation;
  /**
   * Number of claims of mail under the account's cap; absent before the first. An optimistic lock: a claim states the
   * number that it read, so of two concurrent claims only one succeeds.
   */
  mailClaims?: number;
  /** Open, acknowledged and snoozed ones. */
  tasks: readonly Task[];
  /** One entry per user who ever had a seat; absent when no seat event ever came. */
  seats?: readonly SeatChange[];
  /** The customer's success plan, if there is one. */
  successPlan?: SuccessPlan;
  /** States of the plan's goals, if an event has judged them after `evaluation` was stored. */
  goals?: GoalStates;
  /** Usage since `usageSince` of the read. */
  usage: Usage;
  /** Medians of the accounts on the same plan; absent if not read. */
  medians?: Figures;
}
