import * as z from 'zod';
import { plusSeconds } from '../kernel/instant.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
import { matchIn } from '../kernel/same-word.ts';
import type { Build, Clock } from '../ports/ports.ts';
import type { TokenRules } from '../ports/token-rules.ts';
import { unauthorized, verifyToken } from './verify-token.ts';

/** The caller's identity, taken only from the token that the application's backend signed. */
export interface Visitor {
  account: string;
  contact: string;
  /** Roles from the application; without them, the contact's own role counts. */
  roles?: readonly string[];
}

export interface VisitorPorts {
  clock: Clock;
  build: Pick<Build, 'catalog'>;
  /** Rules that a user's token must meet; without them every token is refused. */
  userTokens: TokenRules | undefined;
}

/** @throws RefusedRequest 401, the same for every cause */
export const visitorOf = async (
  authorization: string | undefined,
  { clock, build, userTokens }: VisitorPorts,
): Promise<Visitor> => {
  if (!userTokens) throw unauthorized();
  const now = clock.now();
  const { sub, ...rest } = await verifyToken(authorization, userTokens, now);
  const { data } = claims.safeParse(rest);
  const contact = idOrNothing(sub, longestIds.user);
  const account = idOrNothing(data?.acct, longestIds.account);
  if (
    !data ||
    contact === undefined ||
    account === undefined ||
    data.exp * 1000 > Date.parse(plusSeconds(now, longestSeconds))
  )
    throw unauthorized();
  return { account, contact, ...(data.roles && { roles: await knownRoles(data.roles, build) }) };
};

/** Maps an application's `Admin` to the catalog's `admin`. An unknown role sees only prompts for everyone. */
const knownRoles = async (given: readonly string[], build: VisitorPorts['build']): Promise<string[]> => {
  const { roles } = await build.catalog();
  return given.map(role => matchIn(role.trim(), roles) ?? role);
};

/** An hour, plus clock skew: a leaked token soon becomes worthless. */
const longestSeconds = 3600 + 30;

const claims = z.object({
  exp: z.number(),
  acct: z.union([z.string(), z.number()]),
  roles: z.array(z.string().max(64)).max(20).optional(),
});
