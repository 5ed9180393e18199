import { createHash } from 'node:crypto';
import type { Change } from '../../../../account/change.ts';
import { afterSends } from '../../../../ports/retention.ts';
import { type SendFigures, utcDay, windowOf } from '../../../../sending/brake.ts';
import type { ItemWrite } from '../item-write.ts';
import { deliveryKey, sendsKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

const windowPrefix = 'w';
export const windowAttribute = (at: string): string => windowPrefix + windowOf(at).slice(11, 16);

/** Spreads a journey's sends of a day over 16 items by account, so that concurrent claims do not contend. */
const itemOf = (journey: string, account: string, day: string) =>
  sendsKey(journey, day, createHash('sha256').update(account).digest('hex').charAt(0));

/** Counts a send in the transaction of its claim, whose test makes it happen once. */
export const sendWrite = ({ delivery, counts }: Of<'claim'>): ItemWrite[] => {
  if (!counts) return [];
  const { journey, account, claimedAt } = delivery;
  const day = utcDay(claimedAt);
  return [
    {
      kind: 'update',
      key: itemOf(journey, account, day),
      sum: [
        { attribute: 'sent', by: 1 },
        ...(counts.foreseen ? [] : [{ attribute: windowAttribute(claimedAt), by: 1 }]),
      ],
      tests: [],
      set: [{ path: ['expiresAt'], value: afterSends(day) }],
    },
  ];
};

/** Counts a bounce or complaint on the day of the send, so that rates compare the same mails. */
export const unwelcomeWrites = ({ delivery, fact }: Of<'unwelcome'>): ItemWrite[] => {
  const { id, account, journey, claimedAt } = delivery;
  const day = utcDay(claimedAt);
  return [
    {
      kind: 'update',
      key: deliveryKey(account, id),
      set: [{ path: [`counted-${fact}`], value: 1 }],
      tests: [{ kind: 'exists' }, { kind: 'isMissingOrBelow', attribute: `counted-${fact}`, value: 1 }],
    },
    {
      kind: 'update',
      key: itemOf(journey, account, day),
      sum: [{ attribute: fact, by: 1 }],
      tests: [],
      set: [{ path: ['expiresAt'], value: afterSends(day) }],
    },
  ];
};

/** @param items items of days, `<day>#<shard>`, and of peaks, `PEAK#<day>` */
export const figuresFromItems = (items: readonly StoredItem[]): SendFigures => {
  const windows = new Map<string, number>();
  const peaks = new Map<string, number>();
  const days = new Map<string, { sent: number; bounced: number; complained: number }>();
  for (const item of items) {
    const [first = '', second = ''] = item.sk.split('#');
    if (first === 'PEAK') {
      peaks.set(second, Number(item.most ?? 0));
      continue;
    }
    const day = days.get(first) ?? { sent: 0, bounced: 0, complained: 0 };
    days.set(first, {
      sent: day.sent + Number(item.sent ?? 0),
      bounced: day.bounced + Number(item.bounced ?? 0),
      complained: day.complained + Number(item.complained ?? 0),
    });
    for (const [name, count] of Object.entries(item)) {
      if (!/^w\d\d:\d\d$/.test(name)) continue;
      const start = windowOf(`${first}T${name.slice(windowPrefix.length)}:00.000Z`);
      windows.set(start, (windows.get(start) ?? 0) + Number(count));
    }
  }
  return { windows, peaks, days };
};
