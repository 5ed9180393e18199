import { all, days } from '#engine';
import {
  admins,
  after,
  attribute,
  champions,
  cleared,
  email,
  exit,
  journey,
  on,
  paying,
  signal,
  waitFor,
} from './catalog.ts';

const health = attribute('health');

/** From yellow to green, and green for 60 days: accounts that recovered tell the best story. */
export default journey('health-advocacy', {
  enroll: signal({ when: health.is('yellow') }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted'), on('stage.changed').where({ to: 'free' })],
  priority: 80,
  steps: [
    waitFor('recovery', {
      first: { turned: cleared },
      timeout: days(270),
      then: { timeout: [exit('still-yellow')] },
    }),
    after(days(60), email('health-advocacy', { to: champions.orElse(admins) }), {
      when: all(health.is('green'), health.unchangedFor(days(60))),
    }),
  ],
});
