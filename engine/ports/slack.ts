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
   * Into the channel of tasks, or to a member of the workspace alone.
   * @throws PostRefused for good, PostUnavailable for a while, PostUnanswered where it may be there
   */
  post(message: object, member?: string): Promise<SlackPlace>;
  /** Replaces a message; false where it is not there any more. @throws PostUnavailable */
  update(place: SlackPlace, message: object): Promise<boolean>;
  /** Tells the one person who pressed a button, by the address that Slack gave with it. Best effort. */
  tell(responseUrl: string, text: string): Promise<void>;
  /** The member of the workspace with that address. @throws PostUnavailable */
  memberWith(email: string): Promise<string | undefined>;
  /** The address of a member of the workspace; known for an hour. @throws PostUnavailable */
  emailOf(user: string): Promise<string | undefined>;
}
