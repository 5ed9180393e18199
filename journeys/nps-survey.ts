import { atMost, days, openTask, touches } from '#engine';
import { day, every, everyone, journey, next, on, prompt } from './catalog.ts';

/** A year of questions; the renewed year begins with the next one. */
export default journey('nps-survey', {
  title: 'NPS survey',
  enroll: on('Account Created').or(on('renewal.completed')),
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 90,
  promises: [atMost(1, touches('prompt')).within(days(90))],
  steps: [
    day(
      60,
      every('each-quarter', {
        interval: days(90),
        times: 4,
        steps: [next(prompt('nps-survey', { to: everyone, expires: days(14) }), { unless: openTask('risk') })],
      }),
    ),
  ],
});
