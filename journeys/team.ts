import { defineTeam } from '#engine';

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
