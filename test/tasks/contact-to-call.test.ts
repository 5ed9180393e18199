import { expect, test } from 'vitest';
import { contactToCall } from '../../engine/tasks/contact-to-call.ts';
import { somebody } from '../support/touch.ts';

const ada = somebody('ada');
const bo = somebody('bo', { role: 'champion', name: 'Bo' });
const audience = { roles: ['champion'], otherwise: ['admin'] };

test('whom to call is one of the first role that the account has, and says why', () => {
  expect(contactToCall(audience, [ada, bo])).toEqual({
    id: 'bo',
    role: 'champion',
    why: 'champion',
    name: 'Bo',
    email: 'bo@acme.example',
  });
  expect(contactToCall(audience, [ada])).toMatchObject({ id: 'ada', why: 'no champion, so admin' });
  expect(contactToCall({ roles: ['billing', 'admin'] }, [bo, ada])).toMatchObject({
    id: 'ada',
    why: 'no billing, so admin',
  });
  expect(contactToCall(audience, [somebody('cy', { role: 'member' })])).toBeUndefined();
  expect(contactToCall(audience, [])).toBeUndefined();
});
