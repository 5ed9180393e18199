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

/** Latest value of each attribute with the time it was said, so that an older message never overwrites a newer one. */
export type Attributes = Readonly<Record<string, { value: Scalar; at: Instant }>>;

/** A company. */
export interface Profile {
  account: string;
  attributes: Attributes;
  /** First known date of the current term, by date attribute: it names the term while the date itself moves. */
  terms: Readonly<Record<string, string>>;
  /** When the account was first heard of. */
  knownSince?: Instant;
  /** Failing invoices and recent declines, by which billing events are joined. */
  billing: Billing;
  /** Set by an operator: nothing but transactional touches goes to this account. */
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
  /** More ran at once than are kept, so the end of all known ones does not end the customer. */
  moreSubscriptions?: boolean;
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
  /** Seats bought; null where several prices are sold and the catalog does not say which of them are seats. */
  seats?: number | null;
  trialEndsAt?: Instant;
  /** Cancels at the end of its term? */
  cancelScheduled?: boolean;
  /** When paid service last began. */
  startedAt?: Instant;
  endedAt?: Instant;
  /** Did it ever run, or try to? One whose first payment never succeeded did not. */
  ran: boolean;
}

export interface Invoice {
  /** `checkout`: the first payment of a new subscription failed, and it is not known yet whether the subscription runs anyway. */
  state: 'checkout' | 'failing' | 'paid' | 'voided' | 'uncollectible';
  amount: number | null;
  decline: DeclineCategory;
  at: Instant;
  /** First failure since it was last paid, while it fails. */
  since?: Instant;
  /** Fields of its last failure, told again when the reason becomes known. */
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
  /** Why no email may go to the address, if so: the one the suppression was for, and the classes it covers. */
  suppression?: {
    email: string;
    reason: 'bounced' | 'complained' | 'degraded' | 'erased';
    classes: readonly MessageClass[];
    at: Instant;
  };
  /** Mails that bounced for now, in the last 30 days. */
  softBounces?: readonly { delivery: string; at: Instant }[];
  /** The contact's choices of mail. */
  choices: Choices;
  /** Proof of consent to topics that need a confirmation, by topic. */
  consents?: Readonly<Record<string, Consent>>;
  /** Accepted or claimed emails that still count for a frequency cap. */
  recentSends: readonly { delivery: string; class: MessageClass; at: Instant }[];
  /** When the account removed the person, and when its server last identified them: the later one counts. */
  removedAt?: Instant;
  identifiedAt?: Instant;
  /** When the person was erased, if so: what was said before that is never written again. */
  erasedAt?: Instant;
  revision: number;
}

/** The latest change of a user's seat. Of two at the same instant the removal counts. */
export interface SeatChange {
  user: string;
  at: Instant;
  assigned: boolean;
}

/** All that a decision may look at, read in one query of the account's partition. */
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
   * How often mail that a cap of the account counts was claimed; absent before the first. An optimistic lock, not a total: a
   * claim names the number that it read, so of two concurrent claims only one succeeds.
   */
  mailClaims?: number;
  /** Open, acknowledged and snoozed ones. */
  tasks: readonly Task[];
  /** One entry per user who ever had a seat; absent when no seat event ever came. */
  seats?: readonly SeatChange[];
  /** The customer's goal, where one was given. */
  successPlan?: SuccessPlan;
  /** How its goals stand, where an event has judged them since they were written. */
  goals?: GoalStates;
  /** Usage in the window that the reader asked for. */
  usage: Usage;
  /** Medians of the accounts on the same plan; absent where they were not read. */
  medians?: Figures;
}
