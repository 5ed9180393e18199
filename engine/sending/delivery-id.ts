import { createHash } from 'node:crypto';
import type { Delivery } from '../account/delivery.ts';

export interface DeliveryName extends Pick<Delivery, 'account' | 'journey' | 'step' | 'channel'> {
  /** The enrollment's key: `once`, an invoice, a term's date. */
  term: string;
  iteration: number;
  /** Contact id; for channels without contacts, what the touch is addressed to. */
  contact: string;
}

/**
 * The ledger's key: the same touch to the same contact has the same id whichever execution, try or generation it comes
 * from. 160 bits of SHA-256 in base32, so that it fits a mail tag.
 */
export const deliveryId = ({ account, journey, step, term, iteration, contact, channel }: DeliveryName): string =>
  base32(
    createHash('sha256')
      .update(JSON.stringify([account, journey, step, term, iteration, contact, channel]))
      .digest()
      .subarray(0, 20),
  );

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Uint8Array): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return bits.replace(/.{5}/g, five => alphabet.charAt(Number.parseInt(five, 2)));
};
