const characters = new Intl.Segmenter();

const units = (text: string): number => text.length;

/**
 * The longest beginning that ends after a whole character, as a reader counts them: no emoji, flag or syllable is cut
 * apart. Of at most `most` UTF-16 units, or of what `lengthOf` counts.
 */
export const wholeStart = (text: string, most: number, lengthOf = units): string => {
  if (lengthOf(text) <= most) return text;
  let kept = '';
  let length = 0;
  for (const { segment } of characters.segment(text)) {
    length += lengthOf(segment);
    if (length > most) break;
    kept += segment;
  }
  return kept;
};

/** The text, or its beginning with "…", together no longer than `most`. Always well formed, so that it has a UTF-8 form. */
export const shortened = (text: string, most: number, lengthOf = units): string =>
  (lengthOf(text) > most ? `${wholeStart(text, most - 1, lengthOf)}…` : text).toWellFormed();
