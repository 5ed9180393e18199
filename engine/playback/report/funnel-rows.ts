import { counted } from '../../kernel/counted.ts';
import type { Funnel } from '../../why/watch-funnels.ts';

/** Why no account entered a journey: how many met its trigger, and how many were left after each gate. */
export const funnelRows = (journey: string, funnel: Funnel): string => {
  const rows = funnel
    .filter(({ accounts }, index) => index === 0 || accounts !== funnel[index - 1]?.accounts)
    .map(({ stage, accounts }, index) =>
      index === 0 ? `${counted(accounts, 'account')} met its trigger` : `${accounts} ${words[stage]}`,
    );
  return `  No account entered ${journey}: ${rows.join('; of these ')}.\n`;
};

const words: Readonly<Record<Funnel[number]['stage'], string>> = {
  trigger: 'met its trigger',
  'account-deleted': 'were not deleted',
  'told-late': 'had an event that arrived within 30 days of happening',
  'enrolled-before': 'were allowed to enter again',
  'too-often': 'were not triggered repeatedly by our own mails',
  closed: 'found it open',
  excluded: 'were in no journey that excludes it',
  'ended-before': 'had no earlier event that ends it',
  audience: 'were in its audience',
};
