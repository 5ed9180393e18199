import { unauthorized, verifyToken } from '../../access/verify-token.ts';
import type { Csm, Team } from '../../definition/team.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { Build, Clock } from '../../ports/ports.ts';
import type { TokenRules } from '../../ports/token-rules.ts';

export interface CsmPorts {
  clock: Clock;
  build: Build;
  /** Rules that a CSM's token must meet; without them every token is refused. */
  csmTokens: TokenRules | undefined;
}

/**
 * The CSM whose verified address the token holds, as Cognito's ID tokens do, and the team.
 * @throws RefusedRequest 401 for an invalid token, 403 for an address outside the team
 */
export const csmOfToken = async (
  authorization: string | undefined,
  { clock, build, csmTokens }: CsmPorts,
): Promise<{ csm: Csm; team: Team }> => {
  if (!csmTokens) throw unauthorized();
  const { email, email_verified: isVerified } = await verifyToken(authorization, csmTokens, clock.now());
  const team = await build.team();
  const csm = team.find(each => isVerified === true && each.email.toLowerCase() === String(email).toLowerCase());
  if (csm) return { csm, team };
  throw new RefusedRequest('not_in_team', 'This address is not in journeys/team.ts.', { status: 403 });
};
