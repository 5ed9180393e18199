/** What the build made of a journey for those who read it. */
export interface JourneyPicture {
  /** Its drawing, whose shapes name their steps. */
  svg: string;
  /** What it does, in sentences: what `daymark explain` prints. */
  english: string;
}
