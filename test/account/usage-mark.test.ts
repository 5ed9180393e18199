import { expect, test } from 'vitest';
import { profileEvent } from '../../engine/account/event.ts';
import { usageMark } from '../../engine/account/usage-mark.ts';
import { anEvent } from '../support/journeys.ts';

test('a mark keeps the fields that say something, and none of what an update says of the account', () => {
  const fields = { plan: 'pro', seats: null, used: false };
  expect(usageMark(anEvent('Task Completed', { fields })).fields).toEqual({ plan: 'pro', used: false });
  expect(usageMark(anEvent('Task Completed', { fields: { seats: null } }))).not.toHaveProperty('fields');
  expect(usageMark(anEvent(profileEvent, { fields }))).not.toHaveProperty('fields');
});
