import { bareName } from '../kernel/closed-set.ts';
import type { AllowedValues } from './allowed-values.ts';

/** Why another tool had stopped mailing an address. */
export type ImportedSuppression = 'bounced' | 'complained';

const field = 'traits.suppressed';

/**
 * What `suppressed` among the traits of a person says of their address: that it bounced for good, or complained. Nothing else
 * than a new address ends a bounce, so a value that says no is told. An unreadable value counts as a bounce, the safer reading.
 */
export const importedSuppression = (
  traits: Readonly<Record<string, unknown>>,
): { suppressed?: ImportedSuppression; warnings: AllowedValues['warnings'] } => {
  const said = Object.entries(traits).find(([name]) => bareName(name) === 'suppressed')?.[1];
  const word = bareName(String(said ?? ''));
  if (word === '') return { warnings: [] };
  if (no.includes(word))
    return { warnings: [{ field, message: 'does not end a suppression: only a new address of the person does' }] };
  const suppressed = /complain|spam|abuse/.test(word) ? 'complained' : 'bounced';
  const isRead = suppressed === 'complained' || yes.includes(word) || /bounce|invalid|suppress/.test(word);
  const warnings = isRead
    ? []
    : [{ field, message: 'cannot be read, so it counts as bounced: give bounced or complained' }];
  return { suppressed, warnings };
};

const yes: readonly string[] = ['true', 'yes', 'y', '1'];
const no: readonly string[] = ['false', 'no', 'n', '0', 'none'];
