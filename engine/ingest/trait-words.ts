/**
 * What other tools call the attributes that Daymark knows, without case and punctuation. Files of customers are read by them; of
 * a call's traits they are told as what may be meant, and not taken: a call is written by a program.
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
