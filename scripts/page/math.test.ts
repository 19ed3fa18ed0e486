import { describe, expect, it } from "vitest";
import { pageOf } from "../testing/page.ts";

describe("mathematics in a text", () => {
  const titles = [
    "$R^2$Former: One",
    "Pay $5",
    "From $5 to US$6 or HK$ 7",
    "A $x_{i}$ and $a*b$ b",
    "$\\mathcal{O}(n)$, $a$",
    "$$",
    "$ a $ $a$1 $`b`$",
  ];
  const page = pageOf("- [{{paper.title}}](https://a.b)\n", {
    paper: titles.map((title) => ({ title })),
  });

  it("stays as it is, or stands between backticks", () => {
    expect(page.text).toMatchInlineSnapshot(`
      "- [$R^2$Former: One](https://a.b)
      - [Pay \\$5](https://a.b)
      - [From \\$5 to US\\$6 or HK\\$ 7](https://a.b)
      - [A $\`x_{i}\`$ and $\`a*b\`$ b](https://a.b)
      - [$\\mathcal{O}(n)$, $a$](https://a.b)
      - [\\$\\$](https://a.b)
      - [\\$ a \\$ \\$a\\$1 \\$\\\`b\\\`\\$](https://a.b)
      "
    `);
  });

  it("reads as what it was, and as it stands elsewhere", () => {
    expect(page.refused()).toEqual([]);
    expect(page.read(page.text).map(({ title }) => title)).toEqual(titles);
    expect(page.read("- [A $x_{i}$ b](https://a.b)\n")).toEqual([{ title: "A $x_{i}$ b" }]);
  });
});
