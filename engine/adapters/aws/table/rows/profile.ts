import type { Profile } from '../../../../account/account.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { profileKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

export const profileWrite = (profile: Profile): ItemWrite => ({
  kind: 'put',
  key: profileKey(profile.account),
  item: { revision: profile.revision, ...packed(profile) },
  tests: isNextRevision(profile.revision),
});
