import { awsAccount } from './arn.ts';
import type { SentMail } from './sent-mail.ts';

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

/** An event as SES publishes it to a configuration set's destination. */
export interface SesEvent {
  eventType: 'Send' | 'Delivery' | 'Bounce' | 'Complaint';
  mail: Readonly<Record<string, unknown>>;
  [detail: string]: unknown;
}

/** Outcome of an accepted mail. */
export type MailOutcome = 'delivered' | 'bounced' | 'complained' | 'suppressed' | 'suppressedForComplaint';

/** SES's simulator addresses name their outcome, with or without a `+label`; mail to all others is delivered. */
export const mailOutcome = (to: string, suppressedFor?: SuppressionReason): MailOutcome => {
  if (suppressedFor) return suppressedFor === 'COMPLAINT' ? 'suppressedForComplaint' : 'suppressed';
  const name = /^([a-z]+)(\+[^@]*)?@simulator\.amazonses\.com$/i.exec(to)?.[1]?.toLowerCase();
  return simulated[name ?? ''] ?? 'delivered';
};

const simulated: Readonly<Record<string, MailOutcome>> = {
  success: 'delivered',
  bounce: 'bounced',
  complaint: 'complained',
  suppressionlist: 'suppressed',
};

/** The events of a mail, each with its delay after sending in milliseconds. A suppressed mail has a Send event, too. */
export const mailEvents = (mail: SentMail, fate: MailOutcome): { after: number; event: SesEvent }[] => {
  const about = describe(mail);
  const timestamp = (after: number) => new Date(mail.at + after).toISOString();
  const event = (eventType: SesEvent['eventType'], after: number, detail: object) => ({
    after,
    event: { eventType, mail: about, [eventType.toLowerCase()]: detail },
  });
  const sent = event('Send', 1000, {});
  const delivered = event('Delivery', 2000, {
    timestamp: timestamp(2000),
    processingTimeMillis: 2000,
    recipients: [mail.to],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'a8-50.smtp-out.amazonses.com',
  });
  const bounce = (bounceSubType: string, diagnosticCode: string) =>
    event('Bounce', 2000, {
      bounceType: 'Permanent',
      bounceSubType,
      bouncedRecipients: [{ emailAddress: mail.to, action: 'failed', status: '5.1.1', diagnosticCode }],
      timestamp: timestamp(2000),
      feedbackId: `${mail.messageId}-bounce`,
      reportingMTA: 'dns; amazonses.com',
    });
  const complaint = (after: number, detail: object) =>
    event('Complaint', after, {
      complainedRecipients: [{ emailAddress: mail.to }],
      timestamp: timestamp(after),
      feedbackId: `${mail.messageId}-complaint`,
      ...detail,
    });
  switch (fate) {
    case 'delivered':
      return [sent, delivered];
    case 'bounced':
      return [sent, bounce('General', 'smtp; 550 5.1.1 user unknown')];
    case 'suppressed':
      return [
        sent,
        bounce(
          'OnAccountSuppressionList',
          'Amazon SES did not send the message to this address because it is on the suppression list',
        ),
      ];
    case 'suppressedForComplaint':
      return [sent, complaint(2000, { complaintSubType: 'OnAccountSuppressionList' })];
    case 'complained':
      return [sent, delivered, complaint(300_000, { complaintFeedbackType: 'abuse', complaintSubType: null })];
  }
};

const describe = (mail: SentMail) => ({
  timestamp: new Date(mail.at).toISOString(),
  source: mail.from,
  sendingAccountId: awsAccount,
  messageId: mail.messageId,
  destination: [mail.to],
  headersTruncated: false,
  headers: [
    { name: 'From', value: mail.from },
    { name: 'To', value: mail.to },
    { name: 'Subject', value: mail.subject },
    ...Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
  ],
  commonHeaders: { from: [mail.from], to: [mail.to], messageId: mail.messageId, subject: mail.subject },
  tags: {
    'ses:configuration-set': [mail.configurationSet],
    'ses:source-ip': ['127.0.0.1'],
    'ses:caller-identity': ['local'],
    ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
  },
});
