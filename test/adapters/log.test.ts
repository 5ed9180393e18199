import { expect, test } from 'vitest';
import { logSubject, reasonOf } from '../../engine/adapters/aws/log.ts';
import { aTouch } from '../support/touch.ts';

test('a step is logged with the words by which the timeline knows it', () => {
  expect(logSubject(aTouch())).toEqual({
    account: 'acme',
    enrollment: expect.any(String),
    journey: 'onboarding',
    version: expect.any(String),
    step: 'welcome',
  });
});

test('a request and a batch are logged without what they hold', () => {
  expect(logSubject({ body: '{"email":"ada@acme.example"}', headers: {}, account: { name: 'Acme' } })).toEqual({});
  expect(logSubject({ Records: [{ body: 'ada@acme.example' }] })).toEqual({});
  expect(logSubject(undefined)).toEqual({});
});

test('what is no JSON is not quoted', () => {
  try {
    JSON.parse('ada@acme.example');
  } catch (error) {
    expect(reasonOf(error)).toBe('no JSON');
  }
});
