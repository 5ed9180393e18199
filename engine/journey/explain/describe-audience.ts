import type { Audience } from '../../definition/audience.ts';
import { listed } from './words.ts';

/** Recipients in English: `the admins`, `the billing contacts (the admins if there are none)`. */
export const describeAudience = ({ roles, otherwise = [], who }: Audience): string => {
  if (who === 'asked') return 'the contact who asked for it';
  if (roles === 'everyone') return 'everyone';
  return otherwise.length === 0
    ? describeRoles(roles)
    : `${describeRoles(roles)} (${describeRoles(otherwise)} if there are none)`;
};

const describeRoles = (roles: readonly string[]): string => `the ${listed(roles.map(describeRole), 'and')}`;

/** The people of a role: a role that is a field of work, such as billing, has contacts. */
export const describeRole = (role: string): string => (/(ing|ance)$/.test(role) ? `${role} contacts` : `${role}s`);
