import { type Usage, usageOf } from '../account/usage.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import type { Instant } from '../kernel/instant.ts';
import { afterDayOfUsage, type Expiry } from '../ports/retention.ts';

/** An account's usage. Adding the same mark again, or marks in another order, makes no difference. */
export interface UsageRows {
  usage: Usage;
  /** Marks whose event has only begun to be handled, by `dayOf`. */
  begun: Set<string>;
  /** When the oldest day expires. */
  nextExpiry: Expiry;
}

export const newUsage = (): UsageRows => ({
  usage: usageOf([]),
  begun: new Set(),
  nextExpiry: Number.POSITIVE_INFINITY,
});

export const addMark = (rows: UsageRows, mark: UsageMark, isBegun: boolean, now: Instant): void => {
  const expiry = afterDayOfUsage(mark.at);
  if (expiry <= Date.parse(now) / 1000) return;
  if (!isBegun) rows.begun.delete(dayOf(mark));
  else if (!inItsDay(rows.usage, mark)) rows.begun.add(dayOf(mark));
  rows.usage = rows.usage.with(Object.freeze(mark));
  rows.nextExpiry = Math.min(rows.nextExpiry, expiry);
};

/** Whether the event was handled; looks only at the event's own day. */
export const wasMarked = (
  rows: UsageRows,
  { id, occurredAt }: { id: string; occurredAt: Instant },
  now: Instant,
): boolean => {
  const event = { id, at: occurredAt };
  return inItsDay(usageAt(rows, now), event) && !rows.begun.has(dayOf(event));
};

/** Rows that have not expired by then. */
export const usageAt = (rows: UsageRows, now: Instant): Usage => {
  if (rows.nextExpiry > Date.parse(now) / 1000) return rows.usage;
  const oldest = oldestDay(now);
  rows.usage = rows.usage.since(oldest);
  rows.nextExpiry = afterDayOfUsage(oldest);
  return rows.usage;
};

/** The first UTC day of which usage has not expired. */
const oldestDay = (now: Instant): Instant => {
  const day = new Date(`${now.slice(0, 10)}T00:00:00.000Z`);
  // Further back than usage is stored, with months of any length.
  day.setUTCMonth(day.getUTCMonth() - 26);
  while (afterDayOfUsage(day.toISOString()) <= Date.parse(now) / 1000) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString();
};

const inItsDay = (usage: Usage, event: { id: string; at: Instant }): boolean =>
  usage.sent(event.id).some(mark => dayOf(mark) === dayOf(event));

const dayOf = ({ id, at }: { id: string; at: Instant }): string => `${at.slice(0, 10)} ${id}`;
