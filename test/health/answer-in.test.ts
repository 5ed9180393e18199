import { expect, it } from 'vitest';
import { answerIn } from '../../engine/health/milestones.ts';
import { march } from '../conformance/records.ts';

it('a survey is answered with the number in its field, and with nothing where there is none', () => {
  const survey = { event: 'Survey Responded', where: {}, score: 'score' };
  const mark = { event: 'Survey Responded', at: march(2), user: 'ada', id: 'm1' };
  expect(answerIn({ ...mark, fields: { score: 9 } }, survey)).toBe(9);
  expect(answerIn({ ...mark, fields: { score: '9' } }, survey)).toBeUndefined();
  expect(answerIn(mark, survey)).toBeUndefined();
  expect(
    answerIn({ ...mark, fields: { score: 9, survey: 'ces' } }, { ...survey, where: { survey: 'nps' } }),
  ).toBeUndefined();
});
