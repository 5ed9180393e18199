import type { FrequencyCap } from '../definition/policy.ts';

/** `At most 4 lifecycle or marketing mails to a person in 7 days; more of them wait` */
export const capWords = ({ per, classes, atMost, withinDays, onCapped }: FrequencyCap): string =>
  [
    `At most ${atMost} ${classes.join(' or ')} ${atMost === 1 ? 'mail' : 'mails'}`,
    `to ${per === 'account' ? 'an account' : 'a person'}`,
    `in ${withinDays === 1 ? 'a day' : `${withinDays} days`};`,
    onCapped === 'hold' ? 'more of them wait' : 'more of them do not go',
  ].join(' ');
