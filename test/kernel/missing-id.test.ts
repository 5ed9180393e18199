import { describe, expect, test } from 'vitest';
import { segmentCall } from '../../engine/ingest/segment-call.ts';
import { longestIds, readId } from '../../engine/kernel/read-id.ts';

describe.each(['undefined', ' null ', 'NaN', '[object Object]'])(
  '%j, which programs write for an id they forgot,',
  id => {
    const track = { type: 'track', messageId: 'm', event: 'Signed In' };
    const read = (said: object) => {
      const sent = segmentCall(said);
      return 'refusal' in sent ? sent.refusal.message : 'call' in sent ? sent.call : undefined;
    };

    test('is no id', () => {
      expect(readId(id, longestIds.account)).toMatchObject({ problem: expect.stringContaining('give the id') });
      expect(read({ type: 'group', messageId: 'm', groupId: id, traits: {} })).toMatch(/^groupId: is "/);
      expect(read({ ...track, userId: 'u', messageId: id })).toMatch(/^messageId: is "/);
    });

    test('is like none where another one says whose the call is', () => {
      const known = { context: { groupId: 'a' } };
      expect(read({ ...track, userId: id, ...known })).toEqual(read({ ...track, ...known }));
      expect(read({ ...track, userId: id })).toMatch(/^userId: is missing/);
    });
  },
);

test.each(['Undefined', 'nulls', 'object', 0])('%j is an id', id => {
  expect(readId(id, longestIds.account)).toEqual({ id: String(id) });
});
