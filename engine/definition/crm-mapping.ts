/** What the fields of a CRM's companies mean. */
export interface CrmMapping {
  /** Account attribute by field: `{ annualrevenue: 'arr', renewal_date: 'renewalAt', hubspot_owner_id: 'owner' }`. */
  fields: Readonly<Record<string, string>>;
  /** Id or address of a CSM of the team, by the CRM's id of a user. */
  owners?: Readonly<Record<string, string>>;
  /** The value of a field by which a deal is won, and the event that it is. */
  won?: { field: string; is: string; event: string };
}
