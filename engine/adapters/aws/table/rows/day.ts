import type { Change } from '../../../../account/change.ts';
import { fieldsText, type UsageMark, usageMark } from '../../../../account/usage-mark.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import { memoize } from '../../../../kernel/memoize.ts';
import type { Scalar } from '../../../../kernel/scalar.ts';
import { afterDayOfUsage, isAlive } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { dayKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';

/** Adds a mark to a set, so repeats and the order of writes make no difference. */
export const markWrite = (account: string, { event, isBegun }: Extract<Change, { kind: 'mark' }>): ItemWrite =>
  usageMarkWrite(account, usageMark(event), isBegun);

export const usageMarkWrite = (account: string, mark: UsageMark, isBegun?: boolean): ItemWrite => ({
  kind: 'update',
  key: dayKey(account, { id: mark.id, occurredAt: mark.at }),
  add: [{ attribute: isBegun ? 'begun' : 'marks', members: [markText(mark)] }],
  set: [{ path: ['expiresAt'], value: afterDayOfUsage(mark.at) }],
});

/** Marks of handled events, and of those whose handling has begun. */
const marksFromItem = (item: StoredItem): UsageMark[] =>
  [...textsIn(item, 'marks').union(textsIn(item, 'begun'))].map(parseMark);

export const wasHandled = (item: StoredItem, id: string): boolean =>
  [...textsIn(item, 'marks')].some(text => parseMark(text).id === id);

const textsIn = (item: StoredItem, attribute: string): Set<string> =>
  (item[attribute] as Set<string> | undefined) ?? new Set();

/**
 * `<instant>|<event>|<user>|<id>`, after the fields as JSON, if any: no instant begins with a brace, so they are told
 * apart.
 */
const markText = (mark: UsageMark): string =>
  [
    ...(mark.fields ? [escapeBar(fieldsText(mark))] : []),
    mark.at,
    escapeBar(mark.event),
    escapeBar(mark.user),
    mark.id,
  ].join('|');

const parseMark = (text: string): UsageMark => {
  if (!text.startsWith('{')) return parseBare(text);
  const end = text.indexOf('|');
  // `markText` wrote this JSON.
  const fields = JSON.parse(decodeURIComponent(text.slice(0, end))) as Record<string, Scalar>;
  return { ...parseBare(text.slice(end + 1)), fields };
};

const parseBare = (text: string): UsageMark => {
  const [at = '', event = '', user = '', ...id] = text.split('|');
  return { at, event: decodeURIComponent(event), user: decodeURIComponent(user), id: id.join('|') };
};

/** Escapes the separator, which some identity services use in user ids. */
const escapeBar = (text: string): string => text.replace(/[%|]/g, encodeURIComponent);

/** Gathers marks item by item at about 100 bytes each, so that a million fit into a function's memory. */
export const usageReader = (now: Instant, isWanted: (mark: UsageMark) => boolean = () => true) => {
  const marks: UsageMark[] = [];
  // Interns names: there are few events and users to many marks.
  const shared = memoize(own);
  return {
    marks,
    add: (item: StoredItem): void => {
      if (!isAlive(item, now)) return;
      for (const { at, event, user, id, fields } of marksFromItem(item).filter(isWanted))
        marks.push({ at: own(at), event: shared(event), user: shared(user), id: own(id), ...(fields && { fields }) });
    },
  };
};

/** Copies the text: a slice would keep the whole original in memory. */
const own = (part: string): string => Buffer.from(part).toString();
