import type { Condition } from '../definition/condition.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { partsOfCondition } from '../definition/segments.ts';
import { audienceKey } from './audiences.ts';
import type { ListedAccount } from './listed-account.ts';

/** The funnel of all accounts into a journey, as of each account's last listing. */
export interface AudienceFunnel {
  /** Number of all accounts, deleted ones left out. */
  of: number;
  /** For each condition of the audience, in source order: how many accounts meet it and all before it. */
  parts: readonly { condition: Condition; accounts: number }[];
  /** Of the last part: accounts that are not yet in the journey. */
  free: number;
  /** Accounts not listed since the audience last changed. They count in no other number except `of`. */
  unknown: number;
}

export const audienceFunnel = (
  { id, audience }: Pick<JourneyDefinition, 'id' | 'audience'>,
  rows: readonly ListedAccount[],
): AudienceFunnel => {
  const all = rows.filter(({ status }) => status !== 'deleted');
  const parts = audience ? partsOfCondition(audience) : [];
  const held = (row: ListedAccount) => heldIn(row, audience) ?? -1;
  return {
    of: all.length,
    parts: parts.map((condition, index) => ({ condition, accounts: all.filter(row => held(row) > index).length })),
    free: all.filter(row => held(row) >= parts.length && !row.journeys.includes(id)).length,
    unknown: all.filter(row => held(row) < 0).length,
  };
};

/**
 * How many leading conditions of the audience hold; `undefined` if the account was not listed since the audience
 * changed.
 */
export const heldIn = (
  { audiences }: Pick<ListedAccount, 'audiences'>,
  audience: Condition | undefined,
): number | undefined => (audience ? audiences?.[audienceKey(audience)] : 0);
