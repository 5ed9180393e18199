import type { Condition } from '../definition/condition.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { partsOfCondition } from '../definition/segments.ts';
import { audienceKey } from './audiences.ts';
import type { ListedAccount } from './listed-account.ts';

/** The funnel of all accounts into a journey, as of when each was seen. */
export interface AudienceFunnel {
  /** All that there are, deleted ones left out. */
  of: number;
  /** After each condition of the audience, in the order of writing: how many accounts fulfill it and those before. */
  parts: readonly { condition: Condition; accounts: number }[];
  /** Of the last: those that are not in the journey already. */
  free: number;
  /** Accounts that were not seen since the audience is as it is. They are in no other number but the first. */
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

/** How many conditions of the audience hold one after the other; nothing where the account was not seen since the audience is as it is. */
export const heldIn = (
  { audiences }: Pick<ListedAccount, 'audiences'>,
  audience: Condition | undefined,
): number | undefined => (audience ? audiences?.[audienceKey(audience)] : 0);
