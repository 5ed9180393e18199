import type { FrequencyCap, MessageClass, Policy } from '../../definition/policy.ts';
import { messageClasses } from '../../definition/policy.ts';
import { counted } from '../../kernel/counted.ts';
import { listed } from './words.ts';

/** The rules that hold for every step, as one paragraph. */
export const describePolicy = (policy: Policy): string => {
  const {
    sendAt,
    quietHours,
    frequencyCaps,
    missed,
    heldByRiskTask,
    riskTaskHoldsDays = 30,
    verifiedOnly,
    holdAtMostDays,
    ambiguous,
  } = policy;
  return [
    `What has a date happens at ${sendAt} in the account's own time zone.`,
    `Quiet hours are ${quietHours.from} to ${quietHours.to} account time: a message waits for the morning, except a transactional one, one at its own calendar time, and one of day 0 that answers an event.`,
    ...frequencyCaps.map(describeCap),
    ...(heldByRiskTask.length > 0
      ? [
          `While a risk task is open for the account, ${listed(heldByRiskTask, 'and')} messages are held, for ${riskTaskHoldsDays} days at most.`,
        ]
      : []),
    ...(verifiedOnly ? ["Mail that is not transactional waits until the address is known to be its owner's."] : []),
    `A message that would be held for more than ${counted(holdAtMostDays, 'day')} is not sent at all.`,
    `A step whose day had passed when the account entered is ${missed === 'skip' ? 'left out' : 'made up for'}, unless it says otherwise.`,
    'Nobody gets a message of a topic that they opted out of, or to an address that bounced; transactional messages cannot be opted out of.',
    describeAmbiguous(ambiguous),
    describeHours(policy.businessCalendar),
  ].join(' ');
};

const describeCap = ({ per, classes, atMost, withinDays, onCapped }: FrequencyCap): string =>
  `${per === 'account' ? 'All contacts of an account together get' : 'A contact gets'} at most ${counted(atMost, `${listed(classes, 'or')} email`)} in ${counted(withinDays, 'day')}; the rest ${onCapped === 'hold' ? 'wait until there is room' : 'are not sent'}.`;

const describeAmbiguous = (ambiguous: Policy['ambiguous']): string => {
  const again = (answer: 'resend' | 'skip'): MessageClass[] =>
    messageClasses.filter(name => ambiguous[name] === answer);
  const [resent, skipped] = [again('resend'), again('skip')];
  const parts = [
    ...(resent.length > 0 ? [`a ${listed(resent, 'or')} one is sent once more`] : []),
    ...(skipped.length > 0 ? [`a ${listed(skipped, 'or')} one is not sent again`] : []),
  ];
  return `When it stays unknown whether an email went out, ${parts.join(', ')}.`;
};

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const describeHours = ({ timezone, workdays, opens, closes, holidays }: Policy['businessCalendar']): string => {
  const names = weekdays.filter((_, index) => workdays.includes(index + 1));
  const isRow = names.length > 2 && Math.max(...workdays) - Math.min(...workdays) + 1 === names.length;
  const days = isRow ? `${names[0]} to ${names.at(-1)}` : listed(names, 'and');
  return `Business time is ${days}, ${opens} to ${closes} in ${timezone}${holidays.length > 0 ? `, ${counted(holidays.length, 'holiday')} excepted` : ''}.`;
};
