/** A row of a table of words in `docs/write-a-journey.md`, in Markdown: `npm run kinds` writes it there. */
export interface DocumentedWord {
  /** `update(id, attributes)`, in code marks. */
  word: string;
  options?: string;
  example: string;
}
