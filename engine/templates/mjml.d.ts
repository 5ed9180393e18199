/** mjml 5 ships no types; this is the part of its interface that the build uses. */
declare module 'mjml' {
  interface MjmlError {
    line: number;
    message: string;
    tagName: string;
  }
  export default function mjml2html(
    mjml: string,
    options: { validationLevel: 'strict'; fonts: Record<string, string>; keepComments: boolean },
  ): Promise<{ html: string; errors: MjmlError[] }>;
}
