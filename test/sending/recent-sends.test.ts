import { expect, test } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { withoutSend, withSend } from '../../engine/sending/frequency-cap.ts';
import { aPolicy, now, somebody } from '../support/touch.ts';

const send = (delivery: string, daysAgo = 0) =>
  ({ delivery, class: 'lifecycle', at: plusSeconds(now, -daysAgo * 86_400) }) as const;
const ada = somebody('ada', {}, { recentSends: [send('old', 40), send('a', 2), send('b', 1)], revision: 7 });

test('a contact counts each mail once, and forgets those that nothing asks for any more', () => {
  expect(withSend(ada, send('c'), aPolicy(), now)).toEqual({
    ...ada,
    recentSends: [send('a', 2), send('b', 1), send('c')],
    revision: 8,
  });
  expect(withSend(ada, send('a'), aPolicy(), now).recentSends).toEqual([send('b', 1), send('a')]);
});

test('a contact gives back the room of a mail that did not leave', () => {
  expect(withoutSend(ada, 'a')).toEqual({ ...ada, recentSends: [send('old', 40), send('b', 1)], revision: 8 });
  expect(withoutSend(ada, undefined).recentSends).toEqual(ada.recentSends);
});
