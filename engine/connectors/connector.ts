/** Where the events of connectors come in: `/v1/<door>/<name>`. */
export const doors = ['billing', 'support', 'crm'] as const;
export type Door = (typeof doors)[number];

/**
 * A connector's manifest: plain data, which every function holds. What its requests and events say is in its
 * `webhook.ts`. Its name is its key in the table: of its route, and in ids and customers.
 */
export interface Connector {
  door: Door;
  /** The account attribute that names its customer: a payer, an organization of a help desk, a company of a CRM. */
  customerAttribute: string;
  /** How a request proves itself: by a signature, or by the user and password that the sender was given; `bus`: it makes none. */
  auth: 'signature' | 'basic' | 'bus';
  /** The variable with its accepted secrets, several during a rotation; `DAYMARK_A_B` is the secret `a-b` in Secrets Manager. */
  secrets?: `DAYMARK_${string}`;
  /** The variable that says which events are taken, of one that sends those of its live and its test mode to the same address. */
  mode?: `DAYMARK_${string}`;
  /** It asks by HEAD whether its address is there. */
  isProbed?: true;
}
