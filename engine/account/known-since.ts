import type { Instant } from '../kernel/instant.ts';
import type { Profile } from './account.ts';

/** When the account was first heard of; nothing while it is unknown. Events before it say nothing of its habits. */
export const knownSince = (profile: Profile | undefined): Instant | undefined =>
  // Profiles of before this was kept: the oldest of the words that were not replaced.
  profile?.knownSince ??
  Object.values(profile?.attributes ?? {})
    .map(({ at }) => at)
    .sort()[0];
