/** What the tests of the serializer share: values that look like Markdown, and prettier's opinion. */
import fc from "fast-check";
import type { Nodes, PhrasingContent, RootContent } from "mdast";
import prettier from "prettier";

const MARKUP =
  "* ** _ __ [ ] < > & ` `` ~ ~~ | ! # ## + - -- --- = === . ) ( $ $$ : :: ::: @ \\ \\\\ { } {{ }} {% \" ' ^ % / , ; ?";
const LOOKALIKES =
  "http://x/_y_ www.x_y.z a@b.c &copy; &#35; <b> </b> <!-- --> [x]:_y [^1] ![x](y) ^[n] [[w]] {{x}} $x$ ~~~ ``` +++ 1. 1) |---| :-: [x] import https://";
const WORDS =
  "a b foo x1 1 2024 见 论文 （ ） ， 。 《 》 “ ” 😀 é ａ ！ → © 한국 ア \u200B \u0301 𠮷 🇨🇳 – … × \u00A0 \u3000";

const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MARKUP.split(" ")) },
  { weight: 2, arbitrary: fc.constantFrom(...LOOKALIKES.split(" ")) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS.split(" ")) },
  { weight: 3, arbitrary: fc.constant(" ") },
);

/** More than a message shows of a value. */
const LONG = "一段很长的话, ".repeat(13);

/** Text that a schema lets through, and that Markdown would like to read. */
export const nastyText = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constant("") }, fc.constant(LONG)),
    fc.array(fragment, { minLength: 1, maxLength: 7 }),
  )
  .map(([lead, parts]) => (lead + parts.join("")).replace(/ {2,}/g, " ").trim())
  .filter((text) => text !== "");

/** One line that an author may have meant as Markdown. */
export const nastyMarkdown = fc
  .array(
    fc.oneof(
      fragment,
      fc.constantFrom("*a*", "**b**", "_c_", "**中文**", "[t](u)", "](a_(b))", "](?a&b 't')"),
      fc.constantFrom("`a|b`", "<http://x.y>", "<br>", "&amp;", "\n", "  \n", "\\\n"),
    ),
    { maxLength: 9 },
  )
  // Within emphasis, prettier would rewrite mathematics.
  .map((parts) => parts.join("").replaceAll("$", ""));

/** Whether prettier leaves these blocks as they are; they stand in one page, one after the other. */
export async function leaves(blocks: string[]): Promise<void> {
  const page = `# Page\n\n${blocks.join("\n\n<!-- -->\n\n")}\n`;
  const formatted = await prettier.format(page, { parser: "markdown" });
  if (formatted === page) return;
  const [before, after] = [page, formatted].map((text) => text.split("\n"));
  const line = before!.findIndex((text, index) => text !== after![index]);
  throw new Error(`prettier rewrites ${before![line]}\nas ${after![line]}`);
}

/** A tree as plain data: without places, and without fields that say nothing. */
export function plain<Node extends Nodes>(node: Node): object {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) =>
      key === "position" || value === null ? undefined : value,
    ),
  ) as object;
}

export const text = (value: string): PhrasingContent => ({ type: "text", value });

export const paragraph = (...children: PhrasingContent[]): RootContent => ({
  type: "paragraph",
  children,
});
