import type { ColumnMeaning, ImportKind } from './import-kind.ts';

/** A tool's export, known by its columns, whose names mean more there than elsewhere. Names without case and punctuation. */
export interface KnownExport {
  tool: string;
  kind: ImportKind;
  /** Of each list the file must have one. */
  signs: readonly (readonly string[])[];
  columns: Readonly<Record<string, ColumnMeaning>>;
}

const crmId = 'the id that the CRM gave it';

/** Of the tools that customers most often come from; the first that fits counts. */
export const knownExports: readonly KnownExport[] = [
  {
    tool: 'Stripe',
    kind: 'accounts',
    signs: [
      ['id', 'customerid'],
      ['delinquent', 'cardid', 'defaultsource', 'createdutc'],
    ],
    columns: {
      id: 'stripeCustomerId',
      customerid: 'stripeCustomerId',
      accountidmetadata: 'groupId',
      groupidmetadata: 'groupId',
      companyidmetadata: 'groupId',
      email: { unused: 'accounts have no address: import their people as contacts' },
      currency: { unused: 'told by the events of Stripe' },
      totalspend: { unused: 'what was paid in all, not a year' },
    },
  },
  {
    tool: 'HubSpot',
    kind: 'contacts',
    signs: [
      ['recordid', 'contactid'],
      ['email'],
      [
        'contactowner',
        'associatedcompany',
        'associatedcompanyids',
        'associatedcompanyidsprimary',
        'marketingcontactstatus',
      ],
    ],
    columns: {
      recordid: 'userId',
      associatedcompanyids: 'groupId',
      associatedcompanyidsprimary: 'groupId',
      associatedcompanyid: 'groupId',
      company: { unused: 'a name: the account is known by its id' },
    },
  },
  {
    tool: 'HubSpot',
    kind: 'accounts',
    signs: [
      ['recordid', 'companyid'],
      ['companydomainname', 'companyowner', 'numberofassociatedcontacts'],
    ],
    columns: { recordid: 'groupId', companyid: 'groupId' },
  },
  {
    tool: 'Salesforce',
    kind: 'contacts',
    signs: [['contactid', 'id'], ['accountid'], ['email'], ['lastname']],
    columns: { id: 'userId', contactid: 'userId', ownerid: { unused: 'the owner of the account counts' } },
  },
  {
    tool: 'Salesforce',
    kind: 'accounts',
    signs: [
      ['accountid', 'id'],
      ['accountname', 'name'],
      ['accountowner', 'ownerid', 'billingcountry', 'billingstateprovince', 'billingcity'],
    ],
    columns: {
      id: 'groupId',
      ownerid: { unused: crmId },
      numberofemployees: { unused: 'people of the company, not seats' },
    },
  },
  {
    tool: 'Customer.io',
    kind: 'contacts',
    signs: [['cioid'], ['email']],
    columns: { id: 'userId', cioid: { unused: 'the id that Customer.io gave it' } },
  },
  {
    tool: 'Intercom',
    kind: 'contacts',
    signs: [
      ['userid', 'externalid'],
      ['email'],
      ['websessions', 'lastseen', 'signedup', 'unsubscribedfromemails', 'firstseen'],
    ],
    columns: {
      userid: 'userId',
      externalid: 'userId',
      companyid: 'groupId',
      id: { unused: 'the id that Intercom gave it' },
    },
  },
  {
    tool: 'Intercom',
    kind: 'accounts',
    signs: [
      ['companyid'],
      ['companyname', 'name'],
      ['monthlyspend', 'companyspend', 'people', 'websessions', 'lastseen'],
    ],
    columns: { companyspend: { field: 'arr', times: 12 } },
  },
];
