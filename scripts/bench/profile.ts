/** What profiles (`node --cpu-prof dist/cli.js lint`) say, in words. */
export const PROFILE = `## Where a clean lint's time goes

TODO
`;
