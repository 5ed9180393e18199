import type { AllPorts } from '../../ports/ports.ts';
import { addressDigests } from '../mail-address.ts';
import { updateContact } from './update-contact.ts';

/**
 * Allows mail again to an erased contact that was identified again and asked for it. False if the contact isn't barred.
 * Earlier opt-outs remain.
 */
export const readmitContact = async (
  account: string,
  id: string,
  ports: Pick<AllPorts, 'accounts' | 'contacts'> & { settings: Pick<AllPorts['settings'], 'tokenSecrets'> },
): Promise<boolean> => {
  let isBarred = false;
  await updateContact(account, id, ports, known => {
    isBarred = known?.suppression?.reason === 'erased';
    if (!known?.suppression || !isBarred) return undefined;
    const { suppression, ...contact } = known;
    const addresses = addressDigests(suppression.email, ports.settings.tokenSecrets);
    return { contact, also: [{ kind: 'readmit', addresses }] };
  });
  return isBarred;
};
