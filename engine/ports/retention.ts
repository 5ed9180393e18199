import { daysCounted } from '../account/medians.ts';
import type { Prompt } from '../account/prompt.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';
import type { Claim } from './claim-ledger.ts';

/**
 * When a row expires, in seconds since 1970: from then on readers ignore it, and it may be deleted at any time. Only
 * reads of all accounts, for the end of a playback, still return it until then.
 */
export type Expiry = number;

export const isAlive = ({ expiresAt }: { expiresAt?: Expiry }, now: Instant): boolean =>
  expiresAt === undefined || expiresAt > Date.parse(now) / 1000;

const day = 86_400;

/** Usage, scores, and events that wait for their account: 25 months, long enough to compare two years. */
export const afterUsageRetention = (at: Instant): Expiry => {
  const date = new Date(at);
  const dayOfMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + 25);
  // In a month too short for the day, the last day, so that older rows never expire later.
  if (date.getUTCDate() !== dayOfMonth) date.setUTCDate(0);
  return Math.floor(date.getTime() / 1000);
};

/** Usage expires by whole days of UTC. */
export const afterDayOfUsage = (at: Instant): Expiry => afterThatDay(at.slice(0, 10));
const afterThatDay = memoize((on: CalendarDate): Expiry => afterUsageRetention(startOf(on)), 2_000);

/** @param period such as `2026-W09` */
export const afterGuardedWeek = (period: string): Expiry => afterUsageRetention(startOf(`${period.slice(0, 4)}-12-31`));

/** An account that is no longer evaluated drops out of the plan's median. */
export const afterPlanFigures = (at: Instant): Expiry => seconds(at) + daysCounted * day;

export const afterMedians = (on: CalendarDate): Expiry => seconds(startOf(on)) + 7 * day;

/** Sends of a UTC day. A peak counts for 14 days after its own. */
export const afterSends = (on: CalendarDate): Expiry => seconds(startOf(on)) + 15 * day;

/** Rejected calls, and calls whose account is unknown. */
export const afterCall = (receivedAt: Instant): Expiry => seconds(receivedAt) + 30 * day;

/** Attempts at a message: as long as a queue stores it. */
export const afterAttempt = (at: Instant): Expiry => seconds(at) + 14 * day;

/** Refusals of accounts by journeys. */
export const afterEntryRefusal = (at: Instant): Expiry => seconds(at) + refusalDays * day;
const refusalDays = 400;

/** The first day whose refusals are still stored. */
export const refusalsKeptSince = (now: Instant): CalendarDate =>
  new Date(Date.parse(now) - refusalDays * day * 1000).toISOString().slice(0, 10);

/** Enrollments of versions that are compared. */
export const afterComparison = (startedAt: Instant): Expiry => seconds(startedAt) + 90 * day;

/** Messages that show tasks. */
export const afterTaskMessage = (at: Instant): Expiry => seconds(at) + 90 * day;

/** Copies of tasks in CRMs: longer than tasks stay open. */
export const afterCrmCopy = (at: Instant): Expiry => seconds(at) + 400 * day;

/** Idempotency keys: clients repeat a request within minutes. */
export const afterAction = (at: Instant): Expiry => seconds(at) + day;

/** Actions on tasks: by then, one is routed or dead-lettered. */
export const afterTaskAct = (at: Instant): Expiry => seconds(at) + 3_600;

/** Hourly counts of calls. */
export const afterQuota = (at: Instant): Expiry => seconds(at) + 7_200;

/** Claims: longer than a queue stores a message, and than feedback on a digest's mail arrives. */
const claimDays = { notice: 30, digest: 90 } as const;

export const afterClaim = ({ kind }: Claim, at: Instant): Expiry => seconds(at) + claimDays[kind] * day;

/**
 * Prompts: clicks may be reported after their end. One without an end date ends with its enrollment, after 350 days at
 * most.
 */
export const afterPrompt = ({ createdAt, expiresAt, retiredAt }: Prompt): Expiry => {
  const end = retiredAt ?? expiresAt;
  return end ? seconds(end) + 30 * day : seconds(createdAt) + 400 * day;
};

const startOf = (on: CalendarDate): Instant => `${on}T00:00:00.000Z`;
const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);
