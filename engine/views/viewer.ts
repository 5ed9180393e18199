import * as z from 'zod';
import { unauthorized, verifyToken } from '../access/verify-token.ts';
import type { Csm, Team } from '../definition/team.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { AllPorts } from '../ports/ports.ts';

/** `csm`: own tasks and accounts. `lead`: the team's. `marketer`: journeys and messages. `admin`: everything. */
export const viewerRoles = ['csm', 'lead', 'marketer', 'admin'] as const;
export type ViewerRole = (typeof viewerRoles)[number];

/** The person signed in to the console. */
export interface Viewer {
  email: string;
  roles: readonly ViewerRole[];
  team: Team;
  /** The viewer's entry in the team, if any. */
  csm?: Csm;
}

/**
 * The viewer whose verified address the token holds, as Cognito's ID tokens do. Roles are the token's groups; a member
 * of the team is a CSM without a group, and a lead if another member names them as lead.
 * @throws RefusedRequest 401 for an invalid token, 403 for an address that has no role
 */
export const viewerOf = async (
  authorization: string | undefined,
  { clock, build, csmTokens }: Pick<AllPorts, 'clock' | 'build' | 'csmTokens'>,
): Promise<Viewer> => {
  if (!csmTokens) throw unauthorized();
  const claims = await verifyToken(authorization, csmTokens, clock.now());
  const email = claims.email_verified === true ? String(claims.email).toLowerCase() : '';
  const team = await build.team();
  const viewer = viewerWith(email, z.array(z.unknown()).safeParse(claims['cognito:groups']).data ?? [], team);
  if (viewer) return viewer;
  throw new RefusedRequest(
    'no_role',
    'This address is in none of the groups csm, lead, marketer and admin, and not in journeys/team.ts.',
    { status: 403 },
  );
};

/** `undefined` without an address or a role. @param email in lower case */
export const viewerWith = (email: string, groups: readonly unknown[], team: Team): Viewer | undefined => {
  const csm = team.find(each => each.email.toLowerCase() === email);
  const roles = viewerRoles.filter(
    role =>
      groups.includes(role) ||
      (role === 'csm' && csm !== undefined) ||
      (role === 'lead' && csm !== undefined && team.some(({ lead }) => lead === csm.id)),
  );
  return email !== '' && roles.length > 0 ? { email, roles, team, ...(csm && { csm }) } : undefined;
};

/** True if the viewer has one of these roles, or is an admin. */
export const maySee = ({ roles }: Pick<Viewer, 'roles'>, asked: readonly ViewerRole[]): boolean =>
  roles.includes('admin') || asked.some(role => roles.includes(role));
