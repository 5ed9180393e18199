import type { CalendarDate, TimeOfDay, TimeZone } from '../kernel/instant.ts';
import type { PromptPressure } from './prompt-pressure.ts';

/**
 * The class of a touch, which fixes consent, unsubscribe headers, caps, quiet hours and suppression.
 * A template declares its class; an author cannot override it per step.
 */
export const messageClasses = ['transactional', 'lifecycle', 'marketing'] as const;
export type MessageClass = (typeof messageClasses)[number];

/**
 * Mails that are remembered with a contact, and so the most that a cap of contacts can count. A contact is one item of at
 * most 400 KB, and a mail takes about 100 bytes of it.
 */
export const mostRemembered = 1_000;

/** At most `atMost` accepted emails of these classes within a rolling window. */
export interface FrequencyCap {
  /** The scope of the cap: sends to one contact (the default) or to all contacts of the account together. */
  per?: 'contact' | 'account';
  classes: readonly MessageClass[];
  atMost: number;
  withinDays: number;
  /** `hold` waits until the window has room again; `skip` drops the touch. */
  onCapped: 'hold' | 'skip';
}

export interface BusinessCalendar {
  timezone: TimeZone;
  /** ISO weekdays, 1 = Monday. */
  workdays: readonly number[];
  opens: TimeOfDay;
  closes: TimeOfDay;
  holidays: readonly CalendarDate[];
}

/** The rules that cut across journeys. The send gate enforces them; no step can forget them. */
export interface Policy {
  /** When calendar-anchored touches go out, in the account's time zone. */
  sendAt: TimeOfDay;
  /** Touches that an event caused are held from `from` to `to`, in the account's time zone. */
  quietHours: { from: TimeOfDay; to: TimeOfDay };
  frequencyCaps: readonly FrequencyCap[];
  /** Whether to skip or send a touch whose day had passed when the enrollment began. */
  missed: 'skip' | 'send';
  /** The policy for a delivery whose outcome is unknown. `resend` retries once, after 15 minutes without feedback. */
  ambiguous: Readonly<Record<MessageClass, 'skip' | 'resend'>>;
  /** Classes held while a risk task is open for the account. */
  heldByRiskTask: readonly MessageClass[];
  /** After this many days an open risk task no longer holds touches. Default 30. */
  riskTaskHoldsDays?: number;
  /**
   * Lifecycle and marketing mail is held for contacts whose `emailVerified` is not `true`. Unless set, only for contacts
   * whose `emailVerified` is `false`.
   */
  verifiedOnly?: boolean;
  /** A touch held longer than this is skipped. */
  holdAtMostDays: number;
  /** Sender address of each class. */
  from: Readonly<Record<MessageClass, string>>;
  /** The sender, as shown in templates. `address` is the postal address that CAN-SPAM requires. */
  sender: { name: string; address: string; supportEmail: string; appUrl: string };
  /**
   * When more than this share of the accounts that a guarded signal applies to trip it in one week, none fires; of fewer
   * accounts a share means little. Default: 30 % of at least 10.
   */
  telemetryGuard?: { share: number; atLeastAccounts: number };
  /** Owner of tasks of accounts without an owner. */
  taskPool: readonly string[];
  businessCalendar: BusinessCalendar;
  /** Percent of accounts that no journey reaches, to compare with: of those journeys that do not leave themselves out by `holdout: 0`. */
  holdout?: number;
  /** How often prompts may interrupt. Default: a modal a day, and 14 days of peace after a dismissal. */
  prompts?: Partial<PromptPressure>;
}
