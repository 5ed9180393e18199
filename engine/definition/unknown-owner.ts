import { nearestOf, quote } from '../kernel/did-you-mean.ts';
import { memberOf, type Team } from './team.ts';

/** A warning for an owner who is not on the team; `undefined` for a member, or without a team. */
export const unknownOwner = (owner: unknown, team: Team): string | undefined => {
  if (typeof owner !== 'string' || team.length === 0 || memberOf(owner, team)) return;
  return `is not in journeys/team.ts, so tasks go to a pool. ${matchOwner(owner, team)}`;
};

/** By id, address or name, whichever is nearest; ids are what the rest of Daymark says. */
export const matchOwner = (owner: string, team: Team): string => {
  const names = team.flatMap(({ id, email, name }) => [id, email, ...(name === undefined ? [] : [name])]);
  const nearest = nearestOf(owner.trim(), names);
  const meant = team.find(({ id, email, name }) => nearest !== undefined && [id, email, name].includes(nearest));
  if (meant) return `Did you mean ${quote(meant.id)}?`;
  const shown = team.slice(0, 8).map(({ id }) => quote(id));
  return `Known are ${shown.join(', ')}${team.length > 8 ? ` and ${team.length - 8} more` : ''}.`;
};
