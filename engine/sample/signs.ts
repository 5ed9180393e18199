import type { Company, Person } from './company.ts';
import { type Message, promptAction, taskAction, track } from './messages.ts';
import type { Random } from './random.ts';
import { DAY, HOUR } from './time.ts';

export const adminOf = (company: Company): Person => {
  const [first] = company.contacts;
  if (!first) throw new RangeError(`${company.id} has no contacts.`);
  return first;
};

/** Somebody asks, is helped within two days, and may say how that was. */
export const ticket = (company: Company, at: number, random: Random, csat?: number): Message[] => {
  const person = random.pick(company.contacts);
  const solved = at + random.between(5, 44) * HOUR;
  return [
    track(company, person, 'Support Ticket Created', at),
    track(company, person, 'Support Ticket Solved', solved),
    ...(csat === undefined ? [] : [answer(company, person, 'csat', csat, solved + random.between(2, 20) * HOUR)]),
  ];
};

export const answer = (
  company: Company,
  person: Person,
  survey: 'nps' | 'csat' | 'ces',
  score: number,
  at: number,
): Message => track(company, person, 'Survey Responded', at, { survey, score });

/** The question comes on day 60 and every 90 days; who is there sees it in the days after. */
export const answeredNps = (company: Company, from: number, rounds: readonly number[], random: Random): Message[] =>
  rounds.flatMap((score, round) => {
    const person = random.pick(company.contacts);
    const seen = from + (61 + 90 * round) * DAY + random.between(2, 60) * HOUR;
    return [
      promptAction(company, person, 'nps-survey', 'seen', seen),
      promptAction(company, person, 'nps-survey', 'completed', seen + 20_000),
      answer(company, person, 'nps', score, seen + 21_000),
    ];
  });

/** What those do who are well looked after: a training, a review each quarter, a webinar between the reviews. */
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

export type Outcome =
  | 'contacted_recovering'
  | 'contacted_no_response'
  | 'plan_agreed'
  | 'churn_confirmed'
  | 'expansion_created'
  | 'false_positive'
  | 'not_actionable';

/** Nine o'clock on the account's day, when the tasks of that day are opened. */
export const morning = ({ utcOffset }: Company, at: number): number =>
  Math.floor((at + utcOffset * HOUR) / DAY) * DAY + (9 - utcOffset) * HOUR;

/** The owner takes a task up within hours and says what came of it within a day. */
export const ownerWorks = (
  company: Company,
  reason: string,
  opened: number,
  outcome: Outcome,
  random: Random,
): Message[] => {
  const takenUp = opened + random.between(1, 3) * HOUR;
  return [
    taskAction(company, reason, 'acknowledge', takenUp),
    taskAction(company, reason, 'resolve', takenUp + random.between(3, 20) * HOUR, outcome),
  ];
};
