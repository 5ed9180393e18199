/** The commands to type next in a new folder. */
export const nextSteps = (folder: string): string =>
  [
    `${folder} has your journeys. Next:`,
    '',
    `  cd ${folder}`,
    '  npm install',
    '  npm start        plays recorded events, and tells what every customer got',
    '  npm run check    says what is wrong',
    '  npm test         runs the tests of test/',
  ].join('\n');
