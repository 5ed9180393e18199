import { expect, test } from 'vitest';
import { withFullName } from '../../engine/ingest/usable-call.ts';

test.each<[Record<string, unknown>, unknown]>([
  [{ firstName: 'Ada', lastName: 'Reyes' }, 'Ada Reyes'],
  [{ first_name: ' Ada ' }, 'Ada'],
  [{ firstname: 'Ada', lastname: ' ' }, 'Ada'],
  [{ firstName: 'Ada', name: 'Dr. A. Reyes' }, 'Dr. A. Reyes'],
  [{ firstName: 'Ada', name: null }, null],
  [{ firstName: 'Ada', name: '' }, 'Ada'],
  [{ firstName: 'Ada', lastName: 'Reyes', name: ' \u200b' }, 'Ada Reyes'],
  [{ lastName: 'Reyes', name: '' }, ''],
  [{ given_name: 'Ada', family_name: 'Reyes' }, 'Ada Reyes'],
  [{ fullName: 'Ada Reyes', displayName: 'areyes' }, 'Ada Reyes'],
  [{ 'Full Name': 'Ada Reyes' }, 'Ada Reyes'],
  [{ displayName: 'Ada R.', surname: 'Reyes' }, 'Ada R.'],
  [{ lastName: 'Reyes' }, undefined],
  [{ firstName: 7 }, undefined],
  [{}, undefined],
])('%j is of %j', (traits, name) => {
  expect(withFullName(traits).name).toBe(name);
});
