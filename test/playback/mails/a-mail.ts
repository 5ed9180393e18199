import type { AddressedMail } from '../../../engine/playback/mails/addressed-mail.ts';

/** The welcome mail of acme's ada, but for what is said. */
export const aMail = (said: Partial<AddressedMail> = {}): AddressedMail => ({
  messageId: 'm1',
  at: Date.parse('2026-03-01T09:30:00Z'),
  from: 'Ann <ann@tasks.example>',
  to: 'ada@acme.example',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {},
  tags: { journey: 'onboarding', step: 'welcome' },
  configurationSet: 'daymark-lifecycle',
  tracking: true,
  account: 'acme',
  contact: 'ada',
  ...said,
});

export const aDigest = (csm: string): AddressedMail => {
  const { account: _, contact: __, ...mail } = aMail();
  const tags = { digest: '2026-03-02', csm: Buffer.from(csm).toString('base64url'), step: 'csm-digest' };
  return { ...mail, to: `${csm}@tasks.example`, tags };
};
