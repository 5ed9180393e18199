import type { UsageMark } from '../../../../domain/account.ts';
import type { DomainEvent } from '../../../../domain/event.ts';
import type { ItemWrite } from '../item-write.ts';
import { dayKey } from '../keys.ts';
import { afterUsageRetention, type StoredItem } from '../stored-item.ts';

/** A mark is a member of a set: adding it again, or in another order, changes nothing. */
export const markWrite = (account: string, event: DomainEvent): ItemWrite => ({
  kind: 'update',
  key: dayKey(account, event),
  add: [{ attribute: 'marks', members: [markText(event)] }],
  set: [{ path: ['expiresAt'], value: afterUsageRetention(`${event.occurredAt.slice(0, 10)}T00:00:00.000Z`) }],
});

export const marksOf = (item: StoredItem): UsageMark[] =>
  [...((item.marks as Set<string> | undefined) ?? [])].map(parseMark);

const markText = ({ occurredAt, name, user, id }: DomainEvent): string =>
  [occurredAt, escapeBar(name), escapeBar(user ?? ''), id].join('|');

const parseMark = (text: string): UsageMark => {
  const [at = '', event = '', user = '', ...id] = text.split('|');
  return { at, event: decodeURIComponent(event), user: decodeURIComponent(user), id: id.join('|') };
};

/** Some identity services put a bar into user ids. */
const escapeBar = (text: string): string => text.replace(/[%|]/g, encodeURIComponent);
