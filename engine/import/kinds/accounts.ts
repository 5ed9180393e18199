import { accountTraitWords } from '../../ingest/trait-words.ts';
import type { FieldForm, ImportKindAnswers } from '../import-kind.ts';
import { fieldText } from '../import-kind.ts';
import { attributeForms } from './attribute-forms.ts';

/** Attributes that Daymark computes itself. */
const derived: readonly string[] = ['health', 'healthScore', 'cancelScheduled'];

/** A row is an account: a `group` call. */
export const importedAccounts: ImportKindAnswers = {
  fields: ({ accountAttributes, dateAttributes }) => {
    const forms = attributeForms(accountAttributes, dateAttributes);
    const own = Object.entries(forms).filter(([name]) => !derived.includes(name));
    return { groupId: 'id', ...Object.fromEntries(own), owner: 'owner' } satisfies Record<string, FieldForm>;
  },
  mayEnroll: true,
  personal: [],
  needs: [{ oneOf: ['groupId'], fix: "name the account's id, as your product sends it: --map <column>=groupId" }],
  columns: {
    ...accountTraitWords,
    groupid: 'groupId',
    accountid: 'groupId',
    companyid: 'groupId',
    workspaceid: 'groupId',
    organizationid: 'groupId',
    orgid: 'groupId',
    tenantid: 'groupId',
    mrr: { field: 'arr', times: 12 },
    monthlyrecurringrevenue: { field: 'arr', times: 12 },
    monthlyspend: { field: 'arr', times: 12 },
    annualrevenue: { unused: 'the revenue of the company itself, not what it pays you' },
    quantity: 'seats',
    renewal: 'renewalAt',
    timezone: 'timezone',
    customerid: 'stripeCustomerId',
    lifecyclestage: { unused: 'stages are told by the rules of the catalog' },
  },
  draft: fields => {
    const groupId = fieldText(fields, 'groupId');
    if (groupId === undefined) return { problem: 'has no id of the account', fix: 'fill it in, or leave the row out' };
    const traits = Object.fromEntries([...fields].filter(([name]) => name !== 'groupId'));
    return { calls: [{ key: `account:${groupId}`, body: { type: 'group', groupId, traits } }] };
  },
};
