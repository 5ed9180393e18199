import { expect, it } from 'vitest';
import { domainEvent } from '../../engine/account/event-schema.ts';
import { isErased } from '../../engine/account/former-contact.ts';
import { taskList } from '../../engine/account/task.ts';
import { aContact, aTask, march } from '../conformance/records.ts';
import { anEvent } from '../support/journeys.ts';

it('a contact is erased while nothing is known of who was, and not once they are identified again', () => {
  const { attributes } = aContact('ada');
  expect(isErased(aContact('ada', { erasedAt: march(2), attributes: {} }))).toBe(true);
  expect(isErased(aContact('ada', { erasedAt: march(2), attributes }))).toBe(false);
  expect(isErased(aContact('ada', { attributes: {} }))).toBe(false);
});

it('an event comes out of the queue as it went in, with fields of text, numbers, yes or no, and nothing', () => {
  const event = anEvent('Trial Started', { fields: { plan: 'team', days: 14, card: false, code: null } });
  expect(domainEvent.parse(event)).toEqual(event);
  expect(domainEvent.safeParse({ ...event, fields: { plan: {} } }).success).toBe(false);
});

it('a task lies in one of its owner’s lists', () => {
  expect(taskList(aTask('acme', 't'))).toBe('now');
  expect(taskList(aTask('acme', 't', { inDigest: true }))).toBe('digest');
  expect(taskList(aTask('acme', 't', { status: 'resolved', inDigest: true }))).toBe('done');
});
