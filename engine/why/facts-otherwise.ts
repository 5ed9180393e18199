import type { AccountSnapshot } from '../account/account.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

type Known = Pick<AccountSnapshot, 'profile' | 'contacts'>;

/**
 * The facts that a journey may read, attributes of the account and roles of its contacts, that differ between the deployment and the
 * replay of its kept events, in words.
 */
export const factsOtherwise = (journey: JourneyDefinition, there: Known, again: Known, at: Instant): string[] => {
  const looksAt = JSON.stringify(journey);
  const attributes = Object.entries(there.profile?.attributes ?? {}).flatMap(([name, word]) => {
    if (word.at > at || !(name === 'timezone' || looksAt.includes(JSON.stringify(name)))) return [];
    const other = again.profile?.attributes[name];
    return other?.value === word.value || (other !== undefined && other.at > word.at)
      ? []
      : [`${name} is ${said(word.value)} there, and ${said(other?.value)} by the kept events`];
  });
  const people = there.contacts.flatMap(({ id, attributes: { role }, removedAt, erasedAt }) => {
    if (removedAt !== undefined || erasedAt !== undefined || role === undefined || role.at > at) return [];
    const other = again.contacts.find(each => each.id === id)?.attributes.role;
    return other?.value === role.value || (other !== undefined && other.at > role.at)
      ? []
      : [`${id} has the role ${said(role.value)} there, and ${said(other?.value)} by the kept events`];
  });
  return [...attributes, ...people];
};

const said = (value: Scalar | undefined): string => (value === undefined ? 'unknown' : String(value));
