import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, subscriptionCanceled, taskAction, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const answer = (id: string, survey: string, score: number, at = '2026-03-02T15:00:00Z') =>
  track(id, 'Survey Responded', at, { properties: { survey, score } });
const said = (id: string, score: number, words: object, at = '2026-03-02T15:00:00Z') =>
  track(id, 'Survey Responded', at, { properties: { survey: 'csat', score, ...words } });
const resolved = (id: string, reason: string, outcome: string, at: string) =>
  taskAction(id, reason, 'resolve', at, { outcome });
const scored = (id: string, at: string, sentiment: number) =>
  track(id, 'Conversation Scored', at, { properties: { sentiment, topic: 'exports' } });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...[1, 2, 3].flatMap(score => [...account(`csat-${score}`, known), answer(`csat-${score}`, 'csat', score)]),
      ...[1, 2, 3].flatMap(score => [...account(`ces-${score}`, known), answer(`ces-${score}`, 'ces', score)]),
      ...account('solved', known),
      answer('solved', 'csat', 2),
      resolved('solved', 'csat-low', 'plan_agreed', '2026-03-03T16:00:00Z'),
      ...account('solved-late', known),
      answer('solved-late', 'csat', 2),
      resolved('solved-late', 'csat-low', 'contacted_recovering', '2026-03-20T15:00:00Z'),
      ...account('too-late', known),
      answer('too-late', 'csat', 2),
      resolved('too-late', 'csat-low', 'contacted_recovering', '2026-04-02T15:00:01Z'),
      ...account('in-vain', known),
      answer('in-vain', 'ces', 1),
      resolved('in-vain', 'ces-high-effort', 'contacted_no_response', '2026-03-03T16:00:00Z'),
      ...account('eased', known),
      answer('eased', 'ces', 1),
      resolved('eased', 'ces-high-effort', 'contacted_recovering', '2026-03-03T16:00:00Z'),
      // Another task of the same account says nothing of this one.
      ...account('other-task', known),
      answer('other-task', 'csat', 1),
      answer('other-task', 'ces', 1, '2026-03-02T15:05:00Z'),
      resolved('other-task', 'ces-high-effort', 'plan_agreed', '2026-03-03T16:00:00Z'),
      ...account('left', known),
      answer('left', 'csat', 1),
      subscriptionCanceled('left', '2026-03-02T18:00:00Z'),

      ...account('in-words', known),
      said('in-words', 2, { comment: ' The export\nstops. Ada ', topic: 'Bugs' }),
      said('in-words', 4, { topic: 'price' }, '2026-03-02T15:00:01Z'),
      said('in-words', 4, { topic: 'pricy' }, '2026-03-02T15:00:02Z'),
      said('in-words', 4, {}, '2026-03-02T15:00:03Z'),
      ...account('too-long', known),
      said('too-long', 5, { comment: 'ä'.repeat(2_001) }),

      // Means of -0.2, which is the line, and of -0.21.
      ...account('at-the-line', known),
      scored('at-the-line', '2026-03-02T10:00:00Z', -0.1),
      scored('at-the-line', '2026-03-09T10:00:00Z', -0.3),
      ...account('below-it', known),
      scored('below-it', '2026-03-02T10:00:00Z', -0.12),
      scored('below-it', '2026-03-09T10:00:00Z', -0.3),
      // The good word leaves the 30 days by itself.
      ...account('good-word-ages', known),
      scored('good-word-ages', '2026-03-02T10:00:00Z', 0.8),
      scored('good-word-ages', '2026-03-20T10:00:00Z', -0.5),
      ...account('better-again', known),
      scored('better-again', '2026-03-02T10:00:00Z', -0.9),
      scored('better-again', '2026-03-02T19:00:00Z', 0.9),
    ],
    { until: '2026-06-01T00:00:00Z', journeys: ['csat-low', 'ces-high-effort', 'sentiment'] },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);
const opened = (id: string): string[] => of(id).filter(line => line.includes('task opened'));

test('words stay out of the timeline, and are kept with their account and topic', () => {
  const [first, ...others] = played.answers.filter(({ account }) => account === 'in-words');
  expect(first).toEqual({
    account: 'in-words',
    id: expect.stringMatching(/^segment:track-/),
    at: '2026-03-02T15:00:00.000Z',
    user: 'in-words-ada',
    survey: 'csat',
    score: 2,
    topic: 'bugs',
    comment: 'The export\nstops. Ada',
  });
  expect(others.map(({ topic, comment }) => [topic, comment])).toEqual([['price', undefined]]);
  expect(/export|ääää/.test(played.timeline)).toBe(false);
  expect(opened('in-words')).toHaveLength(1);
});

test('a comment is cut after 2,000 characters, and an unknown topic left out; both are told', () => {
  const comments = played.answers.flatMap(({ account, comment }) => (account === 'too-long' ? comment : []));
  expect(comments.map(comment => comment?.length)).toEqual([2_000]);
  expect(played.warnings.map(({ what, fix }) => `${what}: ${fix}`)).toEqual([
    expect.stringMatching(/topic is not in the catalog, and left out: .*"price"/),
    expect.stringContaining('comment has more than 2,000 characters: the rest is left out'),
  ]);
});

test('CSAT of 1 and 2 opens a task, and of 3 does not', () => {
  for (const score of [1, 2])
    expect(opened(`csat-${score}`)).toEqual(['2026-03-02T15:00:00Z csat-low: task opened, severity 2, maya']);
  expect(of('csat-3')).toEqual([]);
});

test('an effort of 1 and 2 of 7 does, and of 3 does not', () => {
  for (const score of [1, 2])
    expect(opened(`ces-${score}`)).toEqual(['2026-03-02T15:00:00Z ces-high-effort: task opened, severity 2, maya']);
  expect(of('ces-3')).toEqual([]);
});

test('when it is solved the customer hears what became of it, from the lead too', () => {
  expect(of('solved').slice(2)).toEqual([
    '2026-03-03T16:00:00Z csat-low: task resolved, severity 2, maya, plan_agreed',
    '2026-03-03T16:00:00Z solved: waited for solved',
    '2026-03-03T16:00:00Z you-said-we-did: email sent to solved-ada',
    '2026-03-03T16:00:00Z completed csat-low',
  ]);
  expect(played.mailsTo('solved-late-ada')).toHaveLength(1);
  expect(played.mailsTo('eased-ada')).toHaveLength(1);
});

test('nothing is told of what was not solved, or so late that it is forgotten', () => {
  for (const id of ['csat-1', 'too-late', 'in-vain', 'left']) expect(played.mailsTo(`${id}-ada`), id).toEqual([]);
  expect(of('in-vain').slice(-2)).toEqual([
    '2026-03-03T16:00:00Z solved: waited for closed',
    '2026-03-03T16:00:00Z completed ces-high-effort',
  ]);
});

test('each answer waits for its own task', () => {
  expect(of('other-task', 'ces-high-effort').at(-1)).toBe('2026-03-03T16:00:00Z completed ces-high-effort');
  expect(of('other-task', 'csat-low').at(-1)).toBe('2026-04-01T15:00:00Z completed csat-low');
  expect(played.mailsTo('other-task-ada')).toHaveLength(1);
});

test('a mean of conversations below the line opens a task, one at the line does not', () => {
  expect(opened('below-it')).toEqual(['2026-03-09T10:00:00Z sentiment: task opened, severity 2, maya']);
  // In April the older and better word is no longer of the month.
  expect(opened('at-the-line')).toEqual(['2026-04-01T11:00:00Z sentiment: task opened, severity 2, maya']);
});

test('the mean moves with time alone, too', () => {
  expect(opened('good-word-ages')[0]).toMatch(/^2026-04-01T1/);
});

test('the task goes when the mood is better', () => {
  expect(of('better-again').at(-1)).toBe('2026-03-02T19:00:00Z sentiment: task auto-resolved, severity 2, maya');
});
