import { csmOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import type { DevTokens } from './dev-tokens.ts';

const roles = ['marketer', 'admin'];

/** Signs in as a CSM of the team or with a role; by default as the team's first CSM. */
export const devSession = async (
  as: string,
  team: Team,
  tokens: DevTokens,
  now: Instant,
): Promise<{ as: string; token: string }> => {
  const csm = csmOf(as, team);
  if (csm) return { as, token: await tokens.sign(csm.email, now) };
  if (roles.includes(as)) return { as, token: await tokens.sign(`${as}@daymark.example`, now, [as]) };
  const [first] = team;
  if (as === '' && first) return { as: first.id, token: await tokens.sign(first.email, now) };
  if (as === '') return devSession('admin', team, tokens, now);
  throw new Error(`There is no user "${as}". Use one of ${[...team.map(({ id }) => id), ...roles].join(', ')}.`);
};
