/** A message in Slack. */
export interface SlackPlace {
  channel: string;
  ts: string;
}

/** The Slack app that posts tasks with buttons. */
export interface Slack {
  /** Secrets that verify Slack's requests; more than one during a rotation. */
  signingSecrets: readonly string[];
  /**
   * Posts to the channel of tasks, or to one member of the workspace.
   * @throws PostRefused for good, PostUnavailable for a while, PostUnanswered if it may have arrived
   */
  post(message: object, member?: string): Promise<SlackPlace>;
  /** Replaces a message; false if it no longer exists. @throws PostUnavailable */
  update(place: SlackPlace, message: object): Promise<boolean>;
  /** Sends a text only to the person who pressed a button, through the button's response URL. Best effort. */
  tell(responseUrl: string, text: string): Promise<void>;
  /** The member of the workspace with that address. @throws PostUnavailable */
  memberWith(email: string): Promise<string | undefined>;
  /** The address of a member of the workspace, cached for an hour. @throws PostUnavailable */
  emailOf(user: string): Promise<string | undefined>;
}
