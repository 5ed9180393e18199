import { expect, test } from 'vitest';
import { mailFact, type SesTypes } from '../../engine/feedback/mail-fact.ts';
import { readMailEvent } from '../../engine/feedback/read-mail-event.ts';

/** Every pair that SES documents, and its effect on the address, or only on the delivery. */
const bounces: [type: string, subType: string, meaning: string][] = [
  ['Permanent', 'General', 'bounced permanent'],
  ['Permanent', 'NoEmail', 'bounced permanent'],
  ['Permanent', 'Suppressed', 'suppressed'],
  ['Permanent', 'OnAccountSuppressionList', 'suppressed'],
  ['Permanent', 'OnTenantSuppressionList', 'suppressed'],
  ['Permanent', 'EmailValidationSuppressed', 'suppressed'],
  ['Permanent', 'UnsubscribedRecipient', 'suppressed'],
  ['Transient', 'General', 'bounced transient'],
  ['Transient', 'MailboxFull', 'bounced transient'],
  ['Transient', 'CustomTimeoutExceeded', 'bounced transient'],
  ['Transient', 'MessageTooLarge', 'bounced'],
  ['Transient', 'ContentRejected', 'bounced'],
  ['Transient', 'AttachmentRejected', 'bounced'],
  ['Undetermined', 'Undetermined', 'bounced transient'],
];

const complaints: [feedbackType: string | undefined, subType: string | undefined, meaning: string][] = [
  ['abuse', undefined, 'complained'],
  ['fraud', undefined, 'complained'],
  ['virus', undefined, 'complained'],
  ['other', undefined, 'complained'],
  [undefined, undefined, 'complained'],
  ['opt-out', undefined, 'complained'],
  ['not-spam', undefined, 'nothing'],
  ['NOT-SPAM', undefined, 'nothing'],
  ['auth-failure', undefined, 'nothing'],
  [undefined, 'OnAccountSuppressionList', 'suppressed'],
  ['abuse', 'OnAccountSuppressionList', 'suppressed'],
  [undefined, 'OnTenantSuppressionList', 'suppressed'],
];

const meaningOf = (types: SesTypes): string => {
  const told = mailFact(types);
  return told ? [told.fact, told.bounce].filter(Boolean).join(' ') : 'nothing';
};

test.each(bounces)('a bounce that is %s, %s', (bounceType, bounceSubType, meaning) => {
  expect(meaningOf({ type: 'Bounce', bounceType, bounceSubType })).toBe(meaning);
  // As the API writes them.
  expect(meaningOf({ type: 'Bounce', bounceType: bounceType.toUpperCase(), bounceSubType })).toBe(meaning);
});

test.each(complaints)(
  'a complaint of feedback type %s and subtype %s',
  (complaintFeedbackType, complaintSubType, meaning) => {
    expect(meaningOf({ type: 'Complaint', complaintFeedbackType, complaintSubType })).toBe(meaning);
  },
);

test('a subtype that SES adds later counts as its type, unless its name says that the mail was kept back', () => {
  expect(meaningOf({ type: 'Bounce', bounceType: 'Permanent', bounceSubType: 'MailboxMoved' })).toBe(
    'bounced permanent',
  );
  expect(meaningOf({ type: 'Bounce', bounceType: 'Transient', bounceSubType: 'Greylisted' })).toBe('bounced transient');
  expect(meaningOf({ type: 'Bounce' })).toBe('bounced transient');
  expect(meaningOf({ type: 'Bounce', bounceType: 'Permanent', bounceSubType: 'OnTeamSuppressionList' })).toBe(
    'suppressed',
  );
});

test('the other types tell their fact, and one that is no fact of a mail tells none', () => {
  const types = ['Send', 'Delivery', 'DeliveryDelay', 'Open', 'Click', 'Reject', 'Rendering Failure', 'Subscription'];
  expect(types.map(type => meaningOf({ type }))).toEqual([
    'sent',
    'delivered',
    'delayed',
    'opened',
    'clicked',
    'rejected',
    'renderingFailed',
    'nothing',
  ]);
});

test('SES writes null where there is no subtype', () => {
  const event = {
    eventType: 'Complaint',
    mail: {
      timestamp: '2026-03-10T09:00:00.000Z',
      tags: { account: [Buffer.from('acme').toString('base64url')], delivery: ['d1'] },
    },
    complaint: {
      complaintSubType: null,
      complaintFeedbackType: null,
      complainedRecipients: [{ emailAddress: 'ann@acme.example' }],
    },
  };
  expect(readMailEvent(event)).toMatchObject({ account: 'acme', fact: 'complained' });
});

test('SES writes null where there is no time and no link, and for what an event of another type has', () => {
  const tags = { account: [Buffer.from('acme').toString('base64url')], delivery: ['d1'] };
  const mail = { messageId: 'm1', timestamp: '2026-03-02T09:00:00.000Z', tags };
  const none = { bounce: null, complaint: null, delivery: null, deliveryDelay: null, open: null };
  expect(readMailEvent({ eventType: 'Click', mail, ...none, click: { timestamp: null, link: null } })).toMatchObject({
    fact: 'clicked',
    at: mail.timestamp,
  });
});
