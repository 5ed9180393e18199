import type { Company, Person } from './company.ts';
import { identify, type Message, promptAction, track } from './messages.ts';
import { ownerWorks } from './owner.ts';
import { type Random, seededBy } from './random.ts';
import { DAY, HOUR } from './time.ts';

export const adminOf = (company: Company): Person => {
  const [first] = company.contacts;
  if (!first) throw new RangeError(`${company.id} has no contacts.`);
  return first;
};

/** Another contact becomes the champion. */
export const takesOver = (company: Company, champion: Person, at: number): Message[] => {
  const colleague = company.contacts.find(({ id, role }) => id !== champion.id && role === 'member');
  return colleague ? [identify(company, colleague, at, { role: 'champion' })] : [];
};

/** A support ticket, solved within two days, perhaps with a CSAT answer. */
export const ticket = (company: Company, at: number, random: Random, csat?: number): Message[] => {
  const person = random.pick(company.contacts);
  const solved = at + random.between(5, 44) * HOUR;
  return [
    track(company, person, 'Support Ticket Created', at),
    track(company, person, 'Support Ticket Solved', solved),
    ...(csat === undefined
      ? []
      : [surveyAnswered(company, person, 'csat', csat, solved + random.between(2, 20) * HOUR)]),
  ];
};

export const surveyAnswered = (
  company: Company,
  person: Person,
  survey: 'nps' | 'csat' | 'ces',
  score: number,
  at: number,
): Message => track(company, person, 'Survey Responded', at, { survey, score, ...wordsOf(company, survey, score) });

/** Unhappy customers write more often. */
const wordsOf = ({ id }: Company, survey: 'nps' | 'csat' | 'ces', score: number): Record<string, string> => {
  const mood =
    score <= { nps: 6, csat: 2, ces: 2 }[survey]
      ? 'unhappy'
      : score >= { nps: 9, csat: 5, ces: 6 }[survey]
        ? 'happy'
        : undefined;
  const random = seededBy(id, survey, score, 'words');
  return mood === undefined || !random.chance(mood === 'happy' ? 0.15 : 0.9) ? {} : random.pick(comments[survey][mood]);
};

const comments: Record<
  'nps' | 'csat' | 'ces',
  Record<'happy' | 'unhappy', readonly { topic: string; comment: string }[]>
> = {
  nps: {
    unhappy: [
      {
        topic: 'ease',
        comment: 'Half of my team still keeps its tasks in a spreadsheet because that is faster for them.',
      },
      { topic: 'missing', comment: 'We cannot see the work of two teams in one timeline, which is why we bought it.' },
      { topic: 'price', comment: 'For what we use of it, it costs too much.' },
    ],
    happy: [
      { topic: 'ease', comment: 'New colleagues find their way on the first day. That alone is worth it.' },
      { topic: 'support', comment: 'Whenever I ask, a person answers, and on the same day.' },
    ],
  },
  csat: {
    unhappy: [
      { topic: 'support', comment: 'I got a link to an article that I had read before I asked.' },
      { topic: 'bugs', comment: 'The export still stops at 500 rows. “Works for us” is no answer.' },
    ],
    happy: [{ topic: 'support', comment: 'Solved within the hour, thank you!' }],
  },
  ces: {
    unhappy: [
      { topic: 'ease', comment: 'I had to ask three times how to give a guest access to one project only.' },
      { topic: 'speed', comment: 'Every click in the reports takes ten seconds.' },
    ],
    happy: [{ topic: 'ease', comment: 'It just worked.' }],
  },
};

/** The survey is shown on day 60 and every 90 days, and answered in the days after. The owner hears of detractors at once. */
export const answeredNps = (company: Company, from: number, rounds: readonly number[], random: Random): Message[] =>
  rounds.flatMap((score, round) => {
    const person = random.pick(company.contacts);
    const seen = from + (61 + 90 * round) * DAY + random.between(2, 60) * HOUR;
    return [
      promptAction(company, person, 'nps-survey', 'seen', seen),
      promptAction(company, person, 'nps-survey', 'completed', seen + 20_000),
      surveyAnswered(company, person, 'nps', score, seen + 21_000),
      ...(score <= 6 ? ownerWorks(company, 'nps-detractor', seen + 21_000, 'contacted_recovering') : []),
    ];
  });

/** Signs of a well kept account: a training, a review each quarter, a webinar between the reviews. */
export const lookedAfter = (company: Company, from: number, to: number, random: Random): Message[] => {
  const person = adminOf(company);
  const messages = [track(company, person, 'Training Completed', from + random.between(12, 25) * DAY)];
  for (let at = from + random.between(34, 42) * DAY; at < to; at += random.between(82, 88) * DAY) {
    messages.push(
      track(company, person, 'Review Attended', at),
      track(company, person, 'Webinar Attended', at + DAY),
      track(company, random.pick(company.contacts), 'Webinar Attended', at + random.between(44, 52) * DAY),
    );
  }
  return messages;
};

/** Two of three small customers see a webinar now and then. */
export const staysInTouch = (company: Company, from: number, to: number): Message[] => {
  const random = seededBy(company.id, 'webinars');
  const messages: Message[] = [];
  if (random.chance(0.33)) return messages;
  for (let at = from + random.between(10, 50) * DAY; at < to; at += random.between(40, 75) * DAY)
    messages.push(track(company, random.pick(company.contacts), 'Webinar Attended', at));
  return messages;
};
