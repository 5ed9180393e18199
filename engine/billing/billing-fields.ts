import { type Billing, type DeclineCategory, declineCategories, type Invoice } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Instant } from '../kernel/instant.ts';

/** A text field of a billing event; null if it is missing or empty. */
export const textIn = ({ fields }: DomainEvent, field: string): string | null => {
  const value = fields[field];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const amountIn = ({ fields: { amount } }: DomainEvent): number | null =>
  typeof amount === 'number' ? amount : null;

export const declineIn = ({ fields: { decline } }: DomainEvent): DeclineCategory =>
  declineCategories.find(each => each === decline) ?? 'unknown';

export const later = (a: Instant | undefined, b: Instant): Instant => (a !== undefined && a > b ? a : b);

export const withInvoice = (billing: Billing, id: string, invoice: Invoice): Billing => ({
  ...billing,
  invoices: { ...billing.invoices, [id]: invoice },
});
