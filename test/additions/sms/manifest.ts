import type { Channel } from '../../../engine/channels/channel.ts';
import type { AddressBook } from '../../../engine/contacts/mailboxes.ts';
import type { TouchStep } from '../../../engine/definition/step.ts';
import type { EmailStep } from '../../../engine/steps/email/step.ts';

/** The step of a made-up channel: no type of the engine knows it. */
export type SmsStep = Omit<EmailStep, 'kind'> & { kind: 'sms' };

export const anSms = (more: Partial<SmsStep> = {}): TouchStep =>
  ({
    kind: 'sms',
    id: 'text',
    template: 'welcome',
    to: { roles: ['admin'] },
    data: {},
    ...more,
  }) as unknown as TouchStep;

export const phones: AddressBook = {
  said: ({ attributes }) => String(attributes.phone?.value ?? ''),
  deliverable: contact => {
    const digits = phones.canonical(phones.said(contact));
    return /^\+\d{8,15}$/.test(digits) ? digits : undefined;
  },
  canonical: phone => phone.replace(/[ -]/g, ''),
  isVerified: ({ attributes }) => {
    const verified = attributes.phoneVerified?.value;
    return typeof verified === 'boolean' ? verified : undefined;
  },
};

/** A made-up channel: a text message to each contact's phone. */
export const sms: Channel = {
  name: 'sms',
  reach: { kind: 'address', audience: step => (step as unknown as SmsStep).to, addresses: phones },
  ownSecrets: { DAYMARK_SMS_KEY: 'local-key-of-sms' },
};
