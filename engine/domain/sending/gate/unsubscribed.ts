import { optedOut } from '../consent.ts';
import type { ContactGate } from './gate.ts';

export const unsubscribed: ContactGate = ({ call }, contact) =>
  optedOut(contact, call.class, call.template?.topic) ? { skip: 'unsubscribed' } : 'pass';
