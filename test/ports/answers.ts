import { expect, test } from 'vitest';
import type { WordedAnswer } from '../../engine/account/worded-answer.ts';
import { march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

const answer = (account: string, id: string, at: string, more: Partial<WordedAnswer> = {}): WordedAnswer => ({
  account,
  id,
  at,
  user: 'ada',
  survey: 'csat',
  score: 2,
  comment: 'Slow, and “broken” – 日本語',
  ...more,
});

export const ofAnswers = (world: StoredWorld): void => {
  const idsOf = async (account: string, since = '') =>
    (await world.answers.ofAccount(account, since)).map(({ id }) => id);

  test('answers of an account are read as they were kept, in order of time', async () => {
    const [later, first] = [answer('a', 'x1', march(12)), answer('a', 'x2', march(11), { topic: 'speed' })];
    await world.answers.keep(later);
    await world.answers.keep(first);
    await world.answers.keep(answer('a2', 'x3', march(11)));

    expect(await world.answers.ofAccount('a', '')).toEqual([first, later]);
    expect(await idsOf('a', march(12))).toEqual(['x1']);
    expect(await idsOf('a', march(13))).toEqual([]);
    expect(await idsOf('nobody')).toEqual([]);
  });

  test('the same answer kept again is one answer', async () => {
    await world.answers.keep(answer('again', 'x', march(12)));
    await world.answers.keep(answer('again', 'x', march(12)));

    expect(await idsOf('again')).toEqual(['x']);
  });

  test('what a contact said until then is forgotten, and nothing else', async () => {
    await world.answers.keep(answer('f', 'before', march(11)));
    await world.answers.keep(answer('f', 'at', march(12)));
    await world.answers.keep(answer('f', 'after', march(13)));
    await world.answers.keep(answer('f', 'of another', march(11), { user: 'bob' }));
    const { user: _, ...ofNobody } = answer('f', 'of nobody', march(11));
    await world.answers.keep(ofNobody);
    await world.answers.keep(answer('f2', 'elsewhere', march(11)));

    await world.answers.forget('f', 'ada', march(12));
    await world.answers.forget('f', 'ada', march(12));

    expect(await idsOf('f')).toEqual(['of another', 'of nobody', 'after']);
    expect(await idsOf('f2')).toEqual(['elsewhere']);
  });

  test('after 25 months they are gone', async () => {
    await world.answers.keep(answer('old', 'x', march(12)));
    world.clock.at = '2028-04-11T00:00:00.000Z';
    expect(await idsOf('old')).toEqual(['x']);
    world.clock.at = '2028-04-13T00:00:00.000Z';
    expect(await idsOf('old')).toEqual([]);
    world.clock.at = march(20);
  });
};
