/** The journey's version that a definition was compiled from: the compiler writes `daymark <journey> <version>` into it. */
export const versionIn = (definition: string): string | undefined =>
  /^daymark \S+ (\S+)$/.exec((JSON.parse(definition) as { Comment?: string }).Comment ?? '')?.[1];
