import type { StandardVariables } from './render-template.ts';

type Variables = StandardVariables & Readonly<Record<string, unknown>>;

/** Accounts as which a template is shown. */
export const sampleAccounts = ['typical', 'longest', 'unknown', 'german'] as const;
export type SampleAccount = (typeof sampleAccounts)[number];

/** The language in which it is shown to that account by default. */
export const localeOfSample: Readonly<Record<SampleAccount, string>> = {
  typical: 'en',
  longest: 'en',
  unknown: 'en',
  german: 'de',
};

/** A template's own sample, with the account and the contact of another one. */
export const asSampleAccount = (sample: Variables, which: SampleAccount): Variables => {
  const changed = changes[which];
  return changed ? { ...sample, ...changed(sample) } : sample;
};

/** `unknown`: an account and a contact of which nothing came in but that they are there. */
const changes: Readonly<
  Record<SampleAccount, ((sample: Variables) => Pick<StandardVariables, 'account' | 'contact'>) | undefined>
> = {
  typical: undefined,
  unknown: () => ({ account: {}, contact: {} }),
  longest: ({ account, contact }) => ({
    account: {
      ...account,
      name: 'Llanfairpwllgwyngyll Railway Preservation & Donaudampfschifffahrts Holding (Worldwide) Ltd',
    },
    contact: {
      ...contact,
      name: 'Wolfeschlegelsteinhausenbergerdorff Adolph-Blaine Raghunathan-Venkataraman',
      firstName: 'Wolfeschlegelsteinhausenbergerdorff',
      email: 'wolfeschlegelsteinhausenbergerdorff.raghunathan-venkataraman@preservation.example',
    },
  }),
  german: ({ account, contact }) => ({
    account: { ...account, name: 'Müller & Söhne Maschinenbau GmbH', timezone: 'Europe/Berlin', locale: 'de' },
    contact: { ...contact, name: 'Jörg Groß-Weißenfels', firstName: 'Jörg', email: 'joerg@mueller.example' },
  }),
};
