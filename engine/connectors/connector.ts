/** Where the events of connectors come in: `/v1/<door>/<name>`. */
export const doors = ['billing', 'support', 'crm'] as const;
export type Door = (typeof doors)[number];

/**
 * A connector's manifest: plain data, which every function holds. Parsing of its requests is in its `webhook.ts`. Its
 * name is that of its constant without `Connector`, used in its route, and in ids of events and customers.
 */
export interface Connector {
  door: Door;
  /** The account attribute that names its customer: a payer, an organization of a help desk, a company of a CRM. */
  customerAttribute: string;
  /**
   * How a request is authenticated: by a signature, or by a user and password; `bus`: it makes none, and sends to
   * EventBridge.
   */
  auth: 'signature' | 'basic' | 'bus';
  /**
   * The variable with its accepted secrets, several during a rotation; `DAYMARK_A_B` is the secret `a-b` in Secrets
   * Manager.
   */
  secrets?: `DAYMARK_${string}`;
  /** For a connector that sends its live and test events to the same URL: the variable with the mode to accept. */
  mode?: `DAYMARK_${string}`;
  /** It checks the webhook's URL with a HEAD request. */
  isProbed?: true;
}
