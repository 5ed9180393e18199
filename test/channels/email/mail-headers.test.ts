import { describe, expect, it } from 'vitest';
import { headerText, listHeaders, tagText, threadHeaders } from '../../../engine/channels/email/mail-headers.ts';

describe('headers of a mail', () => {
  it('never hold a line break, and only ASCII', () => {
    expect(headerText('a\r\nBcc: b@c.example\u2028ü')).toBe('a Bcc: b@c.example');
  });

  it('name the list by topic and host', () => {
    const headers = listHeaders(
      'marketing',
      'Feature News!',
      'https://tasks.example/u/t',
      'https://tasks.example/base',
    );
    expect(headers['List-ID']).toBe('<feature-news-.tasks.example>');
    expect(headers['List-Unsubscribe']).toBe('<https://tasks.example/u/t>');
  });

  it('give every account and journey a thread of its own', () => {
    const thread = (account: string, journey: string) =>
      threadHeaders('account', { account, journey, publicUrl: 'https://tasks.example' }).References;
    expect(new Set([thread('a', 'x'), thread('a', 'y'), thread('b', 'x')]).size).toBe(3);
    expect(thread('a', 'x')).toMatch(/^<[0-9a-f]{32}@tasks\.example>$/);
    expect(threadHeaders(undefined, { account: 'a', journey: 'x', publicUrl: 'https://tasks.example' })).toEqual({});
  });

  it('tags are what the mail service allows', () => {
    expect(tagText('step one/ü')).toBe('step_one__');
    expect(tagText('')).toBe('_');
    expect(tagText('x'.repeat(300))).toHaveLength(256);
  });
});
