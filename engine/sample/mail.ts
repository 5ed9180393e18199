import type { Company, Person } from './company.ts';
import { identify, type Message, mailFeedback } from './messages.ts';
import { ownerWorks } from './owner.ts';
import { type Random, seededBy } from './random.ts';
import { adminOf, takesOver } from './signs.ts';
import { DAY, HOUR, localTime, MINUTE, utcDate } from './time.ts';

/** Feedback on the first mails: most contacts open the welcome mail; the mail to all contacts does not reach all of them. */
export const firstMails = (company: Company, from: number, random: Random): Message[] => {
  if (company.touchModel === 'high') return [];
  const webinar = localTime(company, from + 14 * DAY, '09:00');
  return [
    ...(random.chance(0.6)
      ? [mailFeedback(company, adminOf(company), welcome, 'clicked', from + 2 * DAY + random.between(1, 20) * HOUR)]
      : []),
    ...company.contacts.slice(1).flatMap(person => arrival(company, person, webinar)),
  ];
};

/** The contact that gets the figures for the renewal may have left. */
export const renewalMails = (company: Company, due: number): Message[] => {
  const mail = { journey: 'renewal', step: 'roi-summary', term: utcDate(due) };
  const sent = localTime(company, due - 90 * DAY, '09:00');
  return company.contacts
    .filter(({ id, role }) => role === 'billing' && seededBy(id, 'left').chance(0.25))
    .map(person => mailFeedback(company, person, mail, 'bounced', sent + 2 * MINUTE));
};

/** A contact turns off mails of a topic, or all of them, in the settings of the product. */
export const optsOut = (company: Company, from: number): Message[] => {
  const random = seededBy(company.id, 'settings');
  const person = random.chance(0.7) ? adminOf(company) : random.pick(company.contacts);
  const unsubscribed = random.pick(['feature-tips', 'webinar-invitations', 'business-reviews', 'surveys', true]);
  const at = from + random.between(20, 160) * DAY;
  return random.chance(0.15) ? [identify(company, person, at, { unsubscribed })] : [];
};

/** Goes to the admin on the first day. */
export const welcome = { journey: 'onboarding', step: 'welcome', term: 'once' };

/** A bounce from a champion's address shows that the champion left. */
const arrival = (company: Company, person: Person, sent: number): Message[] => {
  const random = seededBy(person.id, 'webinar');
  const mail = { ...welcome, step: 'power-user-webinar' };
  const fate = random.next();
  if (fate < 0.05)
    return [
      mailFeedback(company, person, mail, 'bounced', sent + 2 * MINUTE),
      ...(person.role === 'champion'
        ? [
            ...ownerWorks(company, 'champion-left', sent + 2 * MINUTE, 'contacted_recovering'),
            ...takesOver(company, person, sent + random.between(6, 20) * DAY),
          ]
        : []),
    ];
  if (fate < 0.1) return [mailFeedback(company, person, mail, 'mailboxFull', sent + 2 * MINUTE)];
  if (fate < 0.2) return [mailFeedback(company, person, mail, 'delayed', sent + random.between(5, 55) * MINUTE)];
  return [];
};
