import { hash } from 'node:crypto';
import type { Delivery } from '../account/delivery.ts';

export interface DeliveryName extends Pick<Delivery, 'account' | 'journey' | 'step' | 'channel'> {
  /** The enrollment's key: `once`, an invoice, a term's date. */
  term: string;
  iteration: number;
  /** Contact id; for channels without contacts, the audience or destination of the touch. */
  contact: string;
}

/**
 * The ledger's key: the same touch to the same contact has the same id regardless of execution, attempt or generation.
 * 160 bits of SHA-256 in base32, so that it fits a mail tag.
 */
export const deliveryId = ({ account, journey, step, term, iteration, contact, channel }: DeliveryName): string =>
  base32(
    hash('sha256', JSON.stringify([account, journey, step, term, iteration, contact, channel]), 'buffer').subarray(
      0,
      20,
    ),
  );

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Uint8Array): string => {
  let [text, bits, many] = ['', 0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (many += 8; many >= 5; many -= 5) text += alphabet.charAt((bits >>> (many - 5)) & 31);
  }
  return text;
};
