/** The build minifies a style sheet into text. */
declare module '*.css' {
  const text: string;
  export default text;
}
