import type { Scalar } from '../kernel/scalar.ts';
import type { Company } from './company.ts';
import { group, identify, type Message } from './messages.ts';

/** An account and its people, as they first become known. */
export const introduction = (company: Company, at: number, traits: Readonly<Record<string, Scalar>>): Message[] => [
  group(company, at, {
    name: company.name,
    plan: company.plan,
    arr: company.arr,
    timezone: company.timezone,
    locale: company.locale,
    owner: company.owner,
    touchModel: company.touchModel,
    ...(company.plan !== 'free' && { stripeCustomerId: company.customer }),
    status: 'active',
    ...(company.hasSponsor && { executiveSponsor: true }),
    ...traits,
  }),
  ...company.contacts.map((person, index) => identify(company, person, at + (index + 1) * 1_000)),
];
