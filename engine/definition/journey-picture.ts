/** A journey's drawings and texts, as the build made them for readers. */
export interface JourneyPicture {
  /** Its drawing, whose shapes name their steps. */
  svg: string;
  /** The journey in sentences, as `daymark explain` prints it. */
  english: string;
}
