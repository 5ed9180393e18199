import type { Audience } from '../../definition/audience.ts';
import { listed } from './words.ts';

/** Recipients in English: `the admins`, `the billing contacts (the admins if there are none)`. */
export const tellAudience = ({ roles, otherwise = [], who }: Audience): string => {
  if (who === 'asked') return 'the contact who asked for it';
  if (roles === 'everyone') return 'everyone';
  return otherwise.length === 0 ? tellRoles(roles) : `${tellRoles(roles)} (${tellRoles(otherwise)} if there are none)`;
};

const tellRoles = (roles: readonly string[]): string => `the ${listed(roles.map(tellRole), 'and')}`;

/** The people of a role: a role that is a field of work, such as billing, has contacts. */
export const tellRole = (role: string): string => (/(ing|ance)$/.test(role) ? `${role} contacts` : `${role}s`);
