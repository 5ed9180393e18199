import { createHash } from 'node:crypto';
import type { GuardedWeek, WeekCount } from '../../../../account/telemetry-guard.ts';
import { afterGuardedWeek } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { weekCountKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';

/**
 * Spread over 16 items by account, because all accounts of a time zone add to the same week on Monday morning. Belongs
 * to the evaluation's transaction, whose test prevents counting twice.
 */
export const weekCountWrite = (
  account: string,
  { journey, period, evaluated, tripped }: GuardedWeek & WeekCount,
): ItemWrite => ({
  kind: 'update',
  key: weekCountKey(journey, period, createHash('sha256').update(account).digest('hex').charAt(0)),
  sum: [
    { attribute: 'evaluated', by: evaluated },
    { attribute: 'tripped', by: tripped },
  ],
  set: [{ path: ['expiresAt'], value: afterGuardedWeek(period) }],
});

export const sumOf = (items: readonly StoredItem[]): WeekCount => ({
  evaluated: items.reduce((sum, { evaluated }) => sum + Number(evaluated ?? 0), 0),
  tripped: items.reduce((sum, { tripped }) => sum + Number(tripped ?? 0), 0),
});
