import { type Instant, instant, plusSeconds } from '../kernel/instant.ts';

/** A journey's recent sends, with bounces and complaints. */
export interface SendFigures {
  /** By the start of its ten minutes: sends that no calendar foresaw, of today and yesterday (UTC). */
  windows: ReadonlyMap<Instant, number>;
  /** By UTC day: the most of them in any ten minutes, as far back as it is kept. */
  peaks: ReadonlyMap<string, number>;
  /** By UTC day, of today and yesterday: all sends, and how many of them bounced for good or brought a complaint. */
  days: ReadonlyMap<string, DayFigures>;
}

export interface DayFigures {
  sent: number;
  bounced: number;
  complained: number;
}

/** Why a journey must stop, and the figures that say so. */
export type BrakeReason =
  | { because: 'flood'; sends: number; expected: number }
  | { because: 'bounces'; bounced: number; sent: number }
  | { because: 'complaints'; complained: number; sent: number };

/** Below this, ten minutes are no flood, regardless of the expected number. */
const leastExpected = 100;
const timesExpected = 3;
/** Of fewer mails a share says nothing. */
const leastSent = 100;
const leastBounced = 10;
const leastComplained = 3;

/**
 * Should the journey be paused? A touch that the calendar foresaw (a day, a date) is expected by the wait before it, and an
 * enrollment has each once. Expected of all others is the most that the journey ever sent in ten minutes of the last 14 days
 * before today. Resuming a journey (`resumedAt`) accepts its figures: those of until then are expected from then on.
 */
export const decideBrake = (figures: SendFigures, now: Instant, resumedAt: Instant = ''): BrakeReason | undefined => {
  const expected = expectedSends(figures, now, resumedAt);
  const sends = Math.max(0, ...lately(figures, now).map(([start, count]) => (start >= resumedAt ? count : 0)));
  if (sends > timesExpected * expected) return { because: 'flood', sends, expected };
  const { sent, bounced, complained } = since(figures, utcDay(resumedAt));
  if (sent < leastSent) return undefined;
  if (bounced >= leastBounced && bounced * 20 > sent) return { because: 'bounces', bounced, sent };
  if (complained >= leastComplained && complained * 1000 > sent) return { because: 'complaints', complained, sent };
  return undefined;
};

/** The most of today to be remembered as a day's peak: a flood must not make the next one look ordinary. */
export const peakToKeep = (figures: SendFigures, now: Instant, resumedAt: Instant = ''): number => {
  const most = Math.max(0, ...lately(figures, now).map(([, count]) => count));
  return Math.min(most, timesExpected * expectedSends(figures, now, resumedAt));
};

const expectedSends = ({ peaks, windows }: SendFigures, now: Instant, resumedAt: Instant): number =>
  Math.max(
    leastExpected,
    ...[...peaks].map(([day, count]) => (day < utcDay(now) ? count : 0)),
    ...[...windows].map(([start, count]) => (start < resumedAt ? count : 0)),
  );

/** These ten minutes and those before. */
const lately = ({ windows }: SendFigures, now: Instant): [Instant, number][] => {
  const from = windowOf(plusSeconds(now, -windowSeconds));
  return [...windows].filter(([start]) => start >= from);
};

/** Of the days after that one; a day on which the journey was resumed is left out. */
const since = ({ days }: SendFigures, day: string): DayFigures =>
  [...days].reduce(
    (sum, [each, { sent, bounced, complained }]) =>
      each > day
        ? { sent: sum.sent + sent, bounced: sum.bounced + bounced, complained: sum.complained + complained }
        : sum,
    { sent: 0, bounced: 0, complained: 0 },
  );

const windowSeconds = 600;

/** Start of the ten minutes that an instant lies in. */
export const windowOf = (at: Instant): Instant => instant(`${at.slice(0, 15)}0:00Z`);

export const utcDay = (at: Instant): string => at.slice(0, 10);

/** For people. */
export const describeBrake = (reason: BrakeReason): string => {
  switch (reason.because) {
    case 'flood':
      return `${reason.sends} sends in ten minutes, ${reason.expected} expected`;
    case 'bounces':
      return `${reason.bounced} of ${reason.sent} mails bounced`;
    case 'complaints':
      return `${reason.complained} complaints about ${reason.sent} mails`;
  }
};
