import type { FieldForm, ImportKindAnswers } from '../import-kind.ts';
import { fieldText } from '../import-kind.ts';
import { attributeForms } from './attribute-forms.ts';

/** Daymark tells these itself. */
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
    groupid: 'groupId',
    accountid: 'groupId',
    companyid: 'groupId',
    workspaceid: 'groupId',
    organizationid: 'groupId',
    orgid: 'groupId',
    tenantid: 'groupId',
    accountname: 'name',
    companyname: 'name',
    company: 'name',
    subscriptionplan: 'plan',
    plantype: 'plan',
    currentplan: 'plan',
    annualrecurringrevenue: 'arr',
    annualcontractvalue: 'arr',
    acv: 'arr',
    mrr: { field: 'arr', times: 12 },
    monthlyrecurringrevenue: { field: 'arr', times: 12 },
    monthlyspend: { field: 'arr', times: 12 },
    annualrevenue: { unused: 'the revenue of the company itself, not what it pays you' },
    licenses: 'seats',
    seatcount: 'seats',
    quantity: 'seats',
    renewaldate: 'renewalAt',
    contractrenewaldate: 'renewalAt',
    contractenddate: 'renewalAt',
    renewal: 'renewalAt',
    trialend: 'trialEndsAt',
    trialenddate: 'trialEndsAt',
    trialends: 'trialEndsAt',
    language: 'locale',
    preferredlanguage: 'locale',
    timezone: 'timezone',
    accountowner: 'owner',
    companyowner: 'owner',
    owneremail: 'owner',
    csm: 'owner',
    customersuccessmanager: 'owner',
    subscriptionstatus: 'status',
    customerid: 'stripeCustomerId',
    stripeid: 'stripeCustomerId',
    stripecustomer: 'stripeCustomerId',
    lifecyclestage: { unused: 'stages are told by the rules of the catalog' },
  },
  draft: fields => {
    const groupId = fieldText(fields, 'groupId');
    if (groupId === undefined) return { problem: 'has no id of the account', fix: 'fill it in, or leave the row out' };
    const traits = Object.fromEntries([...fields].filter(([name]) => name !== 'groupId'));
    return { calls: [{ key: `account:${groupId}`, body: { type: 'group', groupId, traits } }] };
  },
};
