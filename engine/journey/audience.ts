import type { Audience } from '../definition/audience.ts';
import { AuthoringError } from './authoring-error.ts';
import { withMethods } from './plain-data.ts';

/** The contacts of some roles. */
export type Roles = Audience & {
  readonly roles: readonly string[];
  /** The contacts of these roles as well; a contact with both gets one touch. */
  and(others: Roles): Roles;
  /** Used when the account has no contact in these roles. */
  orElse(others: Roles): Roles;
};

/** Every contact of the account. */
export const everyone: Audience = Object.freeze({ roles: 'everyone' });

/** The contact who asked for a topic that needs a confirmation, in a journey that this enrolled. */
export const whoAsked: Audience = Object.freeze({ roles: 'everyone', who: 'asked' });

export const rolesOf = (roles: readonly string[], otherwise?: readonly string[]): Roles =>
  withMethods(
    { roles, ...(otherwise && { otherwise }) },
    {
      and: (others: Roles) => {
        if (otherwise || others.otherwise) {
          throw new AuthoringError(
            `${shown(roles)}.and: say first who gets it, then who else. Write a.and(b).orElse(c).`,
          );
        }
        return rolesOf([...new Set([...roles, ...others.roles])]);
      },
      orElse: (others: Roles) => {
        if (otherwise || others.otherwise)
          throw new AuthoringError(`${shown(roles)}.orElse: there is one "else" only. Remove one of them.`);
        return rolesOf(roles, others.roles);
      },
    },
  );

const shown = (roles: readonly string[]): string => `roles ${roles.join(' and ')}`;
