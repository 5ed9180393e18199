/** A message in Slack. */
export interface SlackPlace {
  channel: string;
  ts: string;
}

/** The app by which Slack shows tasks with buttons. */
export interface Slack {
  /** By which requests of Slack's are known; several while one is rotated. */
  signingSecrets: readonly string[];
  /**
   * Into the channel of tasks.
   * @throws PostRefused for good, PostUnavailable for a while, PostUnanswered where it may be there
   */
  post(message: object): Promise<SlackPlace>;
  /** Replaces a message; false where it is not there any more. @throws PostUnavailable */
  update(place: SlackPlace, message: object): Promise<boolean>;
  /** Tells the one person who pressed a button, by the address that Slack gave with it. Best effort. */
  tell(responseUrl: string, text: string): Promise<void>;
  /** The address of a member of the workspace; known for an hour. @throws PostUnavailable */
  emailOf(user: string): Promise<string | undefined>;
}
