/**
 * What the rest of Daymark knows of a billing processor: plain data, which every function holds. What its requests and events say
 * is in its `webhook.ts`. Its name is its key in the table: of its route `/v1/billing/<name>`, and in ids and customers.
 */
export interface Connector {
  /** The account attribute that names its customer. */
  customerAttribute: string;
  /** How a request proves itself: by a signature over the raw body, or by the user and password that the processor was given. */
  auth: 'signature' | 'basic';
  /** The variable with its accepted secrets, several during a rotation; `DAYMARK_A_B` is the secret `a-b` in Secrets Manager. */
  secrets: `DAYMARK_${string}`;
  /** The variable that says which events are taken, of one that sends those of its live and its test mode to the same address. */
  mode?: `DAYMARK_${string}`;
}
