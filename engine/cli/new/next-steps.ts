/** The commands to run next in a new project. */
export const nextSteps = (folder: string): string =>
  [
    `${folder} has your journeys. Next:`,
    '',
    `  cd ${folder}`,
    '  npm install',
    '  npm start        plays recorded events, and shows what every customer got',
    '  npm run check    reports problems',
    '  npm test         runs the tests of test/',
  ].join('\n');
