/** What profiles of a clean lint say, in words: `node --cpu-prof dist/cli.cjs lint`. */
export const PROFILE = `## Where a clean lint's time goes

Read off profiles (\`node --cpu-prof dist/cli.cjs lint\`); the shares are of the time beyond that of \`node -e 0\`.

| part                                             | 15 entries | 10,500 entries | why it stays                                                                                            |
| ------------------------------------------------ | ---------- | -------------- | ------------------------------------------------------------------------------------------------------- |
| loading the program                              | two thirds | a tenth        | the parser, the template's compiler, the reader and the comparison are loaded only when something differs; Node 22.8 and later keep the compiled code |
| reading, JSON.parse, checking each record        | a tenth    | a fifth        | every byte may have changed; zod is asked only about records that a quick look refuses                   |
| filling the template, comparing bytes            | a tenth    | a third        | the page must be known to compare with it; values without marks are copied, not escaped                  |
| rules                                            | a tenth    | a third        | most look at a text only if it holds a character they look for                                           |
| collecting garbage                               | little     | a tenth        | the page's lines are kept, so that a difference is found without rendering again                         |

A page is parsed only where it differs, with the unchanged entry before and after each difference; a property test holds that this finds what reading all of it finds. The compiled template is kept in the user's cache folder, by the hash of the compiler, the template and the kinds, so that a clean lint loads no Markdown parser at all.
`;
