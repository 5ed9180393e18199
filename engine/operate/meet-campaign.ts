import type { AccountRecord } from '../account/account-record.ts';
import { hasLeft } from '../account/account-status.ts';
import { meetOf } from '../account/operator-events.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import { isInSegment } from '../numbers/segment-counts.ts';
import type { Operator } from '../ports/operator.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';

/** A campaign as its accounts see it, at one moment. */
export interface CampaignCount {
  /** All but those that have left. */
  accounts: number;
  inSegment: number;
  /** Wait for their moment. */
  waiting: number;
  /** Have not met it, and its time is still to come for them. */
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

/** Has each account wait for the campaign from now on, by an event of its own that changes nothing else. */
export const meetCampaign = async (
  journey: string,
  accounts: readonly string[],
  { queue, clock }: Pick<Operator, 'queue' | 'clock'>,
): Promise<void> => {
  const now = clock.now();
  for (let from = 0; from < accounts.length; from += atOnce)
    await queue.publishAll(accounts.slice(from, from + atOnce).map(account => meetOf(account, journey, now)));
};
