import { describe, expect, test } from 'vitest';
import { drawMatrix } from '../../engine/cli/draw-matrix.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step } from '../../engine/definition/step.ts';
import { contactMatrix } from '../../engine/journey/contact-matrix.ts';
import { after, email, event, journeyOf, day as onDay, templates } from './plain-journey.ts';

const journey = (id: string, steps: Step[], changes: Partial<JourneyDefinition> = {}) =>
  journeyOf(steps, { id, ...changes });
const meeting = (first: JourneyDefinition, second: JourneyDefinition) => {
  const { journeys, rows } = contactMatrix([first, second], templates);
  return rows[journeys.indexOf(first.id)]?.[journeys.indexOf(second.id)];
};
const toAdmins = [email('hello')];
const [one, two] = [journey('one', toAdmins), journey('two', toAdmins)];

describe('two journeys', () => {
  test('that write to the same role may both write in a week', () => {
    expect(meeting(one, two)).toBe('both');
    expect(meeting(one, journey('two', [email('hello', { to: { roles: 'everyone' } })]))).toBe('both');
  });

  test('that write to different roles never reach the same contact, unless one has the other to fall back on', () => {
    expect(meeting(one, journey('two', [email('hello', { to: { roles: ['billing'] } })]))).toBe('never');
    expect(meeting(one, journey('two', [email('hello', { to: { roles: ['billing'], otherwise: ['admin'] } })]))).toBe(
      'both',
    );
    expect(meeting(one, journey('two', [{ kind: 'exit', id: 'end', reason: 'done' }]))).toBe('never');
  });

  test('of audiences that no account is in both of never meet', () => {
    const of = (id: string, ...values: string[]) =>
      journey(id, toAdmins, { audience: { kind: 'attribute', name: 'touchModel', comparison: 'in', value: values } });
    expect(meeting(of('one', 'low'), of('two', 'high'))).toBe('never');
    expect(meeting(of('one', 'low', 'high'), of('two', 'high'))).toBe('both');
    expect(meeting(of('one', 'low'), two)).toBe('both');
  });

  test('that one event enrolls in meet only where their days do', () => {
    const late = (day: number) => journey('two', [email('hello', { at: onDay(day) })]);
    expect(meeting(one, late(6))).toBe('both');
    expect(meeting(one, late(7))).toBe('never');
    // That time is not known.
    expect(meeting(one, journey('two', [email('hello', { at: after(30) })]))).toBe('both');
    expect(meeting(one, journey('two', [email('hello', { at: onDay(30) })], { enroll: event('Signed Up') }))).toBe(
      'both',
    );
  });

  test('one of which excludes the other do not meet, but for what must be said', () => {
    expect(meeting(journey('one', toAdmins, { excludes: ['two'] }), two)).toBe('excluded');
    expect(meeting(two, journey('one', toAdmins, { excludes: ['two'] }))).toBe('excluded');
    const transactional = [email('hello', { template: 'payment-failed' })];
    expect(meeting(journey('one', toAdmins, { excludes: ['two'] }), journey('two', transactional))).toBe('both');
  });

  test('one of which holds what the other sends let the other wait, unless that goes first', () => {
    const holder = journey('one', toAdmins, { holds: ['lifecycle'], priority: 10 });
    expect(meeting(holder, two)).toBe('second-waits');
    expect(meeting(two, holder)).toBe('first-waits');
    expect(meeting(holder, journey('two', toAdmins, { priority: 5 }))).toBe('both');
  });
});

test('the matrix reads by row and column', () => {
  const drawn = drawMatrix(
    contactMatrix(
      [one, journey('two', toAdmins, { holds: ['lifecycle'], priority: 10 }), journey('three', [])],
      templates,
    ),
  );
  expect(drawn.split('\n').slice(2, 6)).toEqual(['        1 2 3', '1 one   ·   <', '2 three   ·  ', '3 two   ^   ·']);
});
