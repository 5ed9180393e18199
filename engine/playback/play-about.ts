/** The content of `play.json`. */
export interface PlayAbout {
  /** Event files as named by the user. */
  events: readonly string[];
  from: string;
  to: string;
  /** Name of the timeline's file in the same folder. */
  timeline: string;
  /** Folder of the journeys; or `assembly`, the folder that `cdk synth` wrote. */
  project?: string;
  assembly?: string;
  /** Ids, if only some journeys were played. */
  journeys?: readonly string[];
  /** Hash of each journey. */
  versions: Readonly<Record<string, string>>;
  seed: number;
}
