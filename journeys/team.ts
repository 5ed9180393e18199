import { definePools, defineTeam } from '#engine';
import { arr } from './catalog.ts';

/** The four specialists, and the one who leads them. */
export const team = defineTeam({
  maya: { name: 'Maya', email: 'maya@tidewater.example', delegate: 'jonas', lead: 'ruth' },
  jonas: { name: 'Jonas', email: 'jonas@tidewater.example', delegate: 'maya', lead: 'ruth' },
  priya: {
    name: 'Priya',
    email: 'priya@tidewater.example',
    delegate: 'tom',
    lead: 'ruth',
    calendar: { timezone: 'America/Los_Angeles' },
  },
  tom: {
    name: 'Tom',
    email: 'tom@tidewater.example',
    delegate: 'priya',
    lead: 'ruth',
    calendar: { timezone: 'Europe/London' },
  },
  ruth: { name: 'Ruth', email: 'ruth@tidewater.example' },
});

/** Who takes what no owner does, and questions that need somebody who knows the interface. */
export const { pools, pool } = definePools(team, {
  onboarding: { for: { type: 'onboarding' }, members: ['maya', 'tom'], capacity: 25 },
  growth: { for: arr.above(10_000), members: ['priya', 'jonas'], capacity: 12 },
  technical: { members: ['tom', 'jonas'], capacity: 10 },
});
