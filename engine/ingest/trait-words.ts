/**
 * Other tools' names for Daymark's attributes, without case and punctuation. Imported files are read with them. In a
 * call they only lead to a "did you mean" warning, since a program writes calls and can be fixed.
 */
export const accountTraitWords: Readonly<Record<string, string>> = {
  accountname: 'name',
  companyname: 'name',
  company: 'name',
  subscriptionplan: 'plan',
  plantype: 'plan',
  planname: 'plan',
  currentplan: 'plan',
  annualrecurringrevenue: 'arr',
  annualcontractvalue: 'arr',
  acv: 'arr',
  licenses: 'seats',
  seatcount: 'seats',
  renewaldate: 'renewalAt',
  renewson: 'renewalAt',
  renewsat: 'renewalAt',
  contractrenewaldate: 'renewalAt',
  contractenddate: 'renewalAt',
  trialend: 'trialEndsAt',
  trialenddate: 'trialEndsAt',
  trialends: 'trialEndsAt',
  trialendson: 'trialEndsAt',
  language: 'locale',
  preferredlanguage: 'locale',
  accountowner: 'owner',
  companyowner: 'owner',
  owneremail: 'owner',
  csm: 'owner',
  customersuccessmanager: 'owner',
  subscriptionstatus: 'status',
  accountstatus: 'status',
  stripeid: 'stripeCustomerId',
  stripecustomer: 'stripeCustomerId',
};

export const contactTraitWords: Readonly<Record<string, string>> = {
  emailaddress: 'email',
  mail: 'email',
  workemail: 'email',
  buyingrole: 'role',
  userrole: 'role',
  language: 'locale',
  preferredlanguage: 'locale',
};
