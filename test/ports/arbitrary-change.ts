import fc from 'fast-check';
import type { Change } from '../../engine/account/change.ts';
import { accountChanges } from './account-changes.ts';
import { enrollmentChanges } from './enrollment-changes.ts';
import type { Make, Makers, Seen } from './seen.ts';

/** Of every kind, as decisions make them and as they come too late. */
const changes: Makers<Change['kind']> = { ...accountChanges, ...enrollmentChanges };

/** A commit of up to six changes. */
export const arbitraryCommit: fc.Arbitrary<(seen: Seen) => Change[]> = fc
  .array(fc.oneof(...Object.values<fc.Arbitrary<Make<Change>>>(changes)), { minLength: 1, maxLength: 6 })
  .map(made => seen => withoutSecondMigration(made.flatMap(make => make(seen) ?? [])));

/** No decision migrates an enrollment twice, and DynamoDB refuses to set and to remove an attribute at once. */
const withoutSecondMigration = (made: readonly Change[]): Change[] => {
  const migrated = new Set<string>();
  return made.filter(change => change.kind !== 'migrate' || migrated.size !== migrated.add(change.enrollment.id).size);
};
