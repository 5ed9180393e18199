import { expect, test } from 'vitest';
import { listHeaders } from '../../../engine/channels/email/mail-headers.ts';
import { readUnsubscribeToken, unsubscribeToken } from '../../../engine/contacts/unsubscribe-token.ts';
import { longestIds } from '../../../engine/kernel/read-id.ts';

/** As many of a character as an id of so many bytes may have. */
const longest = (character: string, bytes: number): string =>
  character.repeat(Math.floor(bytes / Buffer.byteLength(character)));

test.each(['a', '株', '👩', '"', '\\', "'", '%'])(
  'ids of the longest that doors take leave headers that SES takes: %s',
  character => {
    const claim = {
      account: longest(character, longestIds.account),
      contact: longest(character, longestIds.user),
      topic: 'product-guidance-and-news',
      delivery: 'd'.repeat(32),
    };
    const publicUrl = 'https://abcdefghij.execute-api.ap-southeast-2.amazonaws.com';
    const token = unsubscribeToken(claim, 'secret');
    const headers = listHeaders('lifecycle', claim.topic, `${publicUrl}/u/${token}`, publicUrl);
    for (const value of Object.values(headers)) expect(value).toMatch(/^[ -~]{1,870}$/);
    expect(readUnsubscribeToken(token, ['secret'])).toEqual(claim);
  },
);
