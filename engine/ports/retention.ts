import type { Prompt } from '../account/prompt.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';
import type { Claim } from './claim-ledger.ts';

/**
 * When a row expires, in seconds since 1970: from then on no reader sees it, and it may be deleted at any time. Only what looks
 * at all accounts, for the end of a playback, tells of it as long as it is there.
 */
export type Expiry = number;

export const isAlive = ({ expiresAt }: { expiresAt?: Expiry }, now: Instant): boolean =>
  expiresAt === undefined || expiresAt > Date.parse(now) / 1000;

const day = 86_400;

/** Usage, scores, and events that wait for their account, are kept long enough to compare two years. */
export const afterUsageRetention = (at: Instant): Expiry => {
  const date = new Date(at);
  const dayOfMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + 25);
  // A month that is too short for the day ends earlier: what is older never expires later.
  if (date.getUTCDate() !== dayOfMonth) date.setUTCDate(0);
  return Math.floor(date.getTime() / 1000);
};

/** Usage expires by whole days of UTC. */
export const afterDayOfUsage = (at: Instant): Expiry => afterThatDay(at.slice(0, 10));
const afterThatDay = memoize((on: CalendarDate): Expiry => afterUsageRetention(startOf(on)), 2_000);

/** @param period such as `2026-W09` */
export const afterGuardedWeek = (period: string): Expiry => afterUsageRetention(startOf(`${period.slice(0, 4)}-12-31`));

/** An account that is no longer evaluated drops out of the plan's median. */
export const afterPlanFigures = (at: Instant): Expiry => seconds(at) + 35 * day;

export const afterMedians = (on: CalendarDate): Expiry => seconds(startOf(on)) + 7 * day;

/** Of a UTC day. A peak counts for 14 days, and the day itself. */
export const afterSends = (on: CalendarDate): Expiry => seconds(startOf(on)) + 15 * day;

/** Calls that were refused, or whose account is not known. */
export const afterCall = (receivedAt: Instant): Expiry => seconds(receivedAt) + 30 * day;

/** Attempts at a message: as long as a queue keeps it. */
export const afterAttempt = (at: Instant): Expiry => seconds(at) + 14 * day;

/** Why an account was not let into a journey. */
export const afterEntryRefusal = (at: Instant): Expiry => seconds(at) + refusalDays * day;
const refusalDays = 400;

/** The first day of which it is still known. */
export const refusalsKeptSince = (now: Instant): CalendarDate =>
  new Date(Date.parse(now) - refusalDays * day * 1000).toISOString().slice(0, 10);

/** Enrollments of versions that are compared. */
export const afterComparison = (startedAt: Instant): Expiry => seconds(startedAt) + 90 * day;

/** Where a task is shown. */
export const afterTaskMessage = (at: Instant): Expiry => seconds(at) + 90 * day;

/** Longer than tasks are open. */
export const afterCrmCopy = (at: Instant): Expiry => seconds(at) + 400 * day;

/** Clients repeat a request within minutes. */
export const afterAction = (at: Instant): Expiry => seconds(at) + day;

/** An action on a task is routed by then, or waits with the dead letters. */
export const afterTaskAct = (at: Instant): Expiry => seconds(at) + 3_600;

/** Counts of calls are by the hour. */
export const afterQuota = (at: Instant): Expiry => seconds(at) + 7_200;

/** Longer than a queue keeps a message, and than a digest's mail has news. */
const claimDays = { notice: 30, digest: 90 } as const;

export const afterClaim = ({ kind }: Claim, at: Instant): Expiry => seconds(at) + claimDays[kind] * day;

/** Clicks may be reported after the prompt went out of sight. One without a date goes with its enrollment: 350 days at most. */
export const afterPrompt = ({ createdAt, expiresAt, retiredAt }: Prompt): Expiry => {
  const end = retiredAt ?? expiresAt;
  return end ? seconds(end) + 30 * day : seconds(createdAt) + 400 * day;
};

const startOf = (on: CalendarDate): Instant => `${on}T00:00:00.000Z`;
const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);
