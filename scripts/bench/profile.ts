/** What profiles of a clean lint say, in words: `node --cpu-prof dist/cli.cjs lint`. */
export const PROFILE = `## Where a clean lint's time goes

Read off profiles (\`node --cpu-prof dist/cli.cjs lint\`); the shares are of the time beyond that of \`node -e 0\`.

| part | 15 entries | 1,500 | 10,500 | why it stays |
| --- | --- | --- | --- | --- |
| loading the program | half | a tenth | a fiftieth | one file holds what a clean lint needs, and no git |
| reading the data, \`JSON.parse\`, checking each record | a ninth | an eighth | a seventh | every byte may have changed; zod is asked only about what a quick look refuses |
| filling the template, comparing bytes | a sixth | a third | three eighths | the page must be known to compare with it; values without marks are copied, not escaped |
| rules | a fifth | two fifths | two fifths | each text is looked at once for the characters that it has, and most rules then ask for those |

About a seventh of this is collecting garbage: the page's lines are kept with their records, so that a difference is told without filling the template again.

What would make a clean lint faster still is to remember that the same bytes were clean before. It would make the one lint faster that nobody waits for: a hook or a pull request comes with an edit, and then every step is needed again. So nothing is remembered of a list, nor of its templates, which are compiled each time. This is why a clean lint stays behind a program that only reads the same files: beside reading, it compiles the template, fills the page and asks some thirty rules of each entry.

On Node 20 and 22, V8 is asked to wait longer before it optimizes. Left to itself, its optimizing compiler keeps a second processor busy for a third of the whole cost, for code that is hardly run again; waiting makes a clean lint of 1,500 entries a seventh faster, and one of 10,500 no slower. Later versions have a quicker compiler in between.

Only what differs is parsed and compared, so little more is added at 10,500.

\`sync\` reads and checks the data as they were and as they will be, fills the template with both, and asks git for what both sides come from, so it stays near twice a lint. It writes nothing that it has not read back.
`;
