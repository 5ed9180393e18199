import type { Profile } from '../../../../domain/account.ts';
import { accountTimezone } from '../../../../domain/account-timezone.ts';
import { dateIn } from '../../../../domain/calendar.ts';
import type { ItemWrite } from '../item-write.ts';
import { dueDateIndex, dueDateKey, profileKey } from '../keys.ts';
import { follows } from '../revision.ts';
import { packed } from '../stored-item.ts';

/** The profile, and a row for each of its dates: an item has one place in the index, and a profile several dates. */
export const profileWrites = (profile: Profile): ItemWrite[] => [
  {
    kind: 'put',
    key: profileKey(profile.account),
    item: { revision: profile.revision, ...packed(profile) },
    tests: follows(profile.revision),
  },
  ...Object.keys(profile.terms).map(attribute => dueDateWrite(profile, attribute)),
];

const dueDateWrite = (profile: Profile, attribute: string): ItemWrite => {
  const key = dueDateKey(profile.account, attribute);
  const date = dateIn(profile.attributes[attribute]?.value, accountTimezone(profile));
  return date ? { kind: 'put', key, item: dueDateIndex(attribute, date, profile.account) } : { kind: 'delete', key };
};
