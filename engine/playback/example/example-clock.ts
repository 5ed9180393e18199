import { plusDays } from '../../definition/dates.ts';
import { type CalendarDate, type Instant, plusSeconds, type TimeOfDay } from '../../kernel/instant.ts';

/** Chooses times in UTC for an account's events, so that causes precede effects. */
export interface ExampleClock {
  today(): CalendarDate;
  /** Goes to a later day. */
  goTo(day: number): void;
  /** A moment before the next steps. */
  before(): Instant;
  /** Records that steps ran: later events of the same day come after them. */
  stepped(): void;
  /** A moment for an event: before the day's steps if none has run, else after them, at once (`soon`) or hours later. */
  event(soon: boolean): Instant;
  /** Records an event at that moment, which the next steps follow. */
  follows(at: Instant): void;
}

export const exampleClock = (begins: CalendarDate, sendAt: TimeOfDay): ExampleClock => {
  let today = begins;
  let isFresh = true;
  let burst = '';
  let count = 0;
  let hour = 12;
  const opening = () => `${today}T00:21:00.000Z`;
  const open = (): void => {
    if (isFresh) burst = opening();
  };
  const clock: ExampleClock = {
    today: () => today,
    goTo: day => {
      const date = plusDays(begins, day);
      if (date === today) return;
      today = date;
      isFresh = true;
    },
    before: () => {
      open();
      return plusSeconds(burst, (++count % 50) - 55);
    },
    stepped: () => {
      open();
      isFresh = false;
    },
    event: soon => {
      open();
      const taken = !isFresh && burst === opening() ? `${today}T${sendAt}:00.000Z` : burst;
      const next = plusSeconds(taken, 60);
      // A later hour each time, because waits of whole days end at the hour of the last event.
      const later = isFresh || soon || burst >= `${today}T12` ? next : `${today}T${Math.min(hour++, 19)}:00:00.000Z`;
      clock.follows(later);
      return later;
    },
    follows: at => {
      burst = at;
      isFresh = false;
    },
  };
  return clock;
};
