import { defineTeam } from 'daymark';

/** The people that work on tasks. */
export const team = defineTeam({
  sam: { name: 'Sam', email: 'sam@example.com' },
});
