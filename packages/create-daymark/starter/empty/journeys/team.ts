import { defineTeam } from 'daymark';

/** Who works on tasks. */
export const team = defineTeam({
  sam: { name: 'Sam', email: 'sam@example.com' },
});
