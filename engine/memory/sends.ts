import type { Delivery } from '../account/delivery.ts';
import { plusSeconds } from '../kernel/instant.ts';
import { afterSends } from '../ports/retention.ts';
import { newLooks, type Sends } from '../ports/sends.ts';
import { type DayFigures, type SendFigures, utcDay, windowOf } from '../sending/brake.ts';
import { allExpiring, expiringAt, newExpiringRows, putExpiring } from './expiring-rows.ts';
import { entry, type JourneySends, type Store } from './store.ts';

export const memorySends = ({ sends }: Store): Sends => {
  const isLookDue = newLooks();
  return {
    look: async (journey, now) => {
      if (!isLookDue(journey, now)) return undefined;
      return figuresOf(sends.get(journey) ?? newSends(), now);
    },
    keepPeak: async (journey, now, most) => {
      const { peaks } = entry(sends, journey, newSends);
      const day = utcDay(now);
      if (most > (expiringAt(peaks, day, now)?.most ?? 0))
        putExpiring(peaks, day, { value: { day, most }, expiresAt: afterSends(day) }, now);
    },
  };
};

/** Counts a mail as sent; called once for each claim. */
export const countSend = (store: Store, delivery: Delivery, { foreseen }: { foreseen: boolean }): void => {
  const window = foreseen ? [] : [windowOf(delivery.claimedAt)];
  count(store, delivery, 'sent', window);
};

/** Counts a bounce or complaint on the day of the send, so that rates compare the same mails. */
export const countUnwelcome = (store: Store, delivery: Delivery, fact: 'bounced' | 'complained'): void =>
  count(store, delivery, fact);

const count = (
  { sends, clock }: Store,
  { journey, claimedAt }: Delivery,
  figure: keyof DayFigures,
  inWindows: readonly string[] = [],
): void => {
  const [day, now] = [utcDay(claimedAt), clock.now()];
  const { days } = entry(sends, journey, newSends);
  const { figures, windows } = expiringAt(days, day, now) ?? nothingSent;
  const value = {
    day,
    figures: { ...figures, [figure]: figures[figure] + 1 },
    windows: new Map([...windows, ...inWindows.map(start => [start, (windows.get(start) ?? 0) + 1] as const)]),
  };
  putExpiring(days, day, { value, expiresAt: afterSends(day) }, now);
};

const figuresOf = ({ days, peaks }: JourneySends, now: string): SendFigures => {
  const yesterday = utcDay(plusSeconds(now, -86_400));
  const recent = allExpiring(days, now).filter(({ day }) => day >= yesterday);
  return {
    windows: new Map(recent.flatMap(({ windows }) => [...windows])),
    peaks: new Map(allExpiring(peaks, now).map(({ day, most }) => [day, most])),
    days: new Map(recent.map(({ day, figures }) => [day, figures])),
  };
};

const newSends = (): JourneySends => ({ days: newExpiringRows(), peaks: newExpiringRows() });

const nothingSent = { figures: { sent: 0, bounced: 0, complained: 0 }, windows: new Map<string, number>() };
