import type { Company } from './company.ts';
import { type Message, track } from './messages.ts';
import { seededBy } from './random.ts';
import { adminOf } from './signs.ts';
import { DAY, HOUR, utcDate } from './time.ts';

/** One in five accounts registers for one of the monthly sessions; half of those who do turn up. */
export const session = (company: Company, from: number, to: number): Message[] => {
  const random = seededBy(company.id, 'session');
  const startsAt = from + random.between(40, 240) * DAY;
  if (!random.chance(0.2) || startsAt >= to) return [];
  const webinar = `session-${utcDate(startsAt).slice(0, 7)}`;
  const registered = startsAt - random.between(2, 9) * DAY + 10 * HOUR;
  return [
    track(company, adminOf(company), 'Webinar Registered', registered, { webinar, sessionAt: utcDate(startsAt) }),
    ...(random.chance(0.5)
      ? [
          track(
            company,
            adminOf(company),
            'Webinar Attended',
            Date.parse(utcDate(startsAt)) + (15 - company.utcOffset) * HOUR,
            { webinar },
          ),
        ]
      : []),
  ];
};
