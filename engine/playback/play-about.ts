/** The content of `play.json`. */
export interface PlayAbout {
  /** The files that were given. */
  events: readonly string[];
  from: string;
  to: string;
  /** Name of the timeline's file beside it. */
  timeline: string;
  /** Folder of the journeys, or the folder that `cdk synth` wrote. */
  project?: string;
  assembly?: string;
  /** Ids, where only some were played. */
  journeys?: readonly string[];
  /** Hash of each journey. */
  versions: Readonly<Record<string, string>>;
  seed: number;
}
