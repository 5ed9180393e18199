import type { AccountRecord } from '../account/account-record.ts';
import { hasLeft } from '../account/account-status.ts';
import { meetOf } from '../account/operator-events.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import { isInSegment } from '../numbers/segment-counts.ts';
import type { Operator } from '../ports/operator.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';

/** Counts of a campaign's accounts at one moment. */
export interface CampaignCount {
  /** All accounts except those that have left. */
  accounts: number;
  inSegment: number;
  /** Accounts waiting for their moment. */
  waiting: number;
  /** Accounts not evaluated since it was deployed, whose moment is still ahead. */
  unmet: readonly string[];
}

export const countCampaign = async (
  { id, enroll, audience }: JourneyDefinition,
  records: AsyncIterable<AccountRecord>,
  now: Instant,
): Promise<CampaignCount> => {
  const count = { accounts: 0, inSegment: 0, waiting: 0 };
  const unmet: string[] = [];
  for await (const record of records) {
    if (hasLeft(record.profile.attributes.status?.value)) continue;
    count.accounts += 1;
    if (audience === undefined || isInSegment(audience, record, now)) count.inSegment += 1;
    const moment = triggerTurnOf(enroll).moment?.(enroll, record);
    if (record.evaluation?.moments?.[id] !== undefined) count.waiting += 1;
    else if (moment !== undefined && moment > now) unmet.push(record.account);
  }
  return { ...count, unmet: unmet.sort() };
};

const atOnce = 100;

/** Schedules the campaign for each account, with an event that has no other effect. */
export const meetCampaign = async (
  journey: string,
  accounts: readonly string[],
  { queue, clock }: Pick<Operator, 'queue' | 'clock'>,
): Promise<void> => {
  const now = clock.now();
  for (let from = 0; from < accounts.length; from += atOnce)
    await queue.publishAll(accounts.slice(from, from + atOnce).map(account => meetOf(account, journey, now)));
};
