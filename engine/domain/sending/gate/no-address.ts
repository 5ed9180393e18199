import { addressOf } from '../recipients.ts';
import type { ContactGate } from './gate.ts';

export const noAddress: ContactGate = (_, contact) =>
  addressOf(contact) === undefined ? { skip: 'no-recipient' } : 'pass';
