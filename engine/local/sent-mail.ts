/** A mail that SES accepted, as its reader would see it. */
export interface SentMail {
  messageId: string;
  /** Milliseconds since the epoch. */
  at: number;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
  tags: Readonly<Record<string, string>>;
  configurationSet: string;
  tracking: boolean;
}
