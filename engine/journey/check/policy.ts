import { deliverableAddress } from '../../contacts/mail-address.ts';
import { isTimeZone } from '../../definition/calendar.ts';
import { messageClasses, mostRemembered, type Policy } from '../../definition/policy.ts';
import { projectRule } from './rule.ts';

export const policy = projectRule(
  {
    'invalid-policy': {
      severity: 'error',
      title: 'Policy that makes no sense',
      why: 'The send gate and the calendar of tasks follow the policy to the letter.',
      fix: 'Correct the value.',
    },
    'send-time-in-quiet-hours': {
      severity: 'error',
      title: 'Send time within the quiet hours',
      why: 'The touches dated by day would fall into the quiet hours.',
      fix: 'Move the send time, or the quiet hours.',
    },
    'transactional-restrained': {
      severity: 'error',
      title: 'Rule that withholds transactional messages',
      why: 'What a customer is owed must reach them whatever else they got.',
      fix: 'Take `transactional` out of the rule.',
    },
    'nobody-for-tasks': {
      severity: 'warning',
      title: 'Tasks without a possible owner',
      why: 'Tasks of an account without an owner would be unassigned.',
      fix: 'Name a CSM in the task pool.',
    },
  },
  function* ({ subjects }) {
    const seen = new Set<string>();
    for (const { journey, places } of subjects) {
      const { policy } = journey;
      if (policy.taskPool.length === 0 && places.some(({ parts }) => parts.task)) {
        const message = `Journey "${journey.id}" opens tasks, but the policy's task pool is empty. Name who owns the tasks of accounts without an owner.`;
        yield { code: 'nobody-for-tasks', journey: journey.id, message };
      }
      const text = JSON.stringify(policy);
      if (seen.has(text)) continue;
      seen.add(text);
      for (const message of mistakes(policy)) yield { code: 'invalid-policy', journey: journey.id, message };
      if (isQuiet(policy)) {
        const { from, to } = policy.quietHours;
        const message = `The send time ${policy.sendAt} falls into the quiet hours from ${from} to ${to}. Move one of them.`;
        yield { code: 'send-time-in-quiet-hours', journey: journey.id, message };
      }
      for (const rule of restrainsTransactional(policy)) {
        yield {
          code: 'transactional-restrained',
          journey: journey.id,
          message: `${rule} covers transactional messages. Take "transactional" out of it.`,
        };
      }
    }
  },
);

/** The one policy of a project is in each of its journeys; it is reported with the first. */
const mistakes = (policy: Policy): string[] => {
  const { sendAt, quietHours, frequencyCaps, holdAtMostDays, from, sender, businessCalendar } = policy;
  const { timezone, workdays, opens, closes, holidays } = businessCalendar;
  const times = {
    sendAt,
    'quietHours.from': quietHours.from,
    'quietHours.to': quietHours.to,
    'businessCalendar.opens': opens,
    'businessCalendar.closes': closes,
  };
  return [
    ...Object.entries(times)
      .filter(([, time]) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      .map(([name, time]) => `"${name}" is "${time}". Write a time of day such as "09:00".`),
    ...(quietHours.from === quietHours.to
      ? [`The quiet hours begin and end at ${quietHours.from}. Write two different times.`]
      : []),
    ...frequencyCaps
      .filter(({ atMost, withinDays }) => !isCount(atMost) || !isCount(withinDays))
      .map(
        ({ atMost, withinDays }) =>
          `A frequency cap allows ${atMost} mails in ${withinDays} days. Write whole numbers of at least 1.`,
      ),
    ...frequencyCaps
      .filter(({ per, atMost }) => per !== 'account' && atMost > mostRemembered)
      .map(
        ({ atMost }) =>
          `A frequency cap allows ${atMost} mails to a contact, of whom only the last ${mostRemembered} are remembered. Write at most ${mostRemembered}.`,
      ),
    ...(Number.isInteger(holdAtMostDays) && holdAtMostDays >= 0
      ? []
      : [`"holdAtMostDays" is ${holdAtMostDays}. Write a whole number, 0 or more.`]),
    ...messageClasses
      .filter(name => deliverableAddress(/^[^<>]*<([^<>]*)>$/.exec(from[name])?.[1] ?? from[name]) === undefined)
      .map(
        name =>
          `The sender of ${name} mails is "${from[name]}". Write an address that SES takes: "ann@example.com" or "Ann <ann@example.com>", ASCII before the @.`,
      ),
    ...Object.entries(sender)
      .filter(([, text]) => text.trim() === '')
      .map(([name]) => `The sender's "${name}" is empty. Write it: every mail shows it.`),
    ...(URL.canParse(sender.appUrl)
      ? []
      : [`The sender's "appUrl" is "${sender.appUrl}". Write an address such as "https://app.example.com".`]),
    ...(isTimeZone(timezone)
      ? []
      : [`The business calendar's time zone is "${timezone}". Write an IANA name such as "Europe/Berlin".`]),
    ...(workdays.length > 0 && workdays.every(day => isCount(day) && day <= 7)
      ? []
      : [
          `The business calendar's workdays are [${workdays.join(', ')}]. Write ISO weekdays, 1 for Monday to 7 for Sunday.`,
        ]),
    ...(opens < closes
      ? []
      : [`The business calendar opens at ${opens} and closes at ${closes}. Write an opening before the closing.`]),
    ...holidays
      .filter(date => !isDate(date))
      .map(date => `The holiday "${date}" is not a valid date. Write it as "2026-12-25".`),
  ];
};

const isQuiet = ({ sendAt, quietHours: { from, to } }: Policy): boolean =>
  from < to ? sendAt >= from && sendAt < to : from > to && (sendAt >= from || sendAt < to);

const restrainsTransactional = ({ frequencyCaps, heldByRiskTask }: Policy): string[] => [
  ...(frequencyCaps.some(({ classes }) => classes.includes('transactional')) ? ['A frequency cap'] : []),
  ...(heldByRiskTask.includes('transactional') ? ['The hold by risk tasks'] : []),
];

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
