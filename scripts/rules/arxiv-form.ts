import { quote } from "../finding/quote.ts";
import type { Address, ArxivLink } from "./address.ts";
import { readArxivId } from "./arxiv-id.ts";
import { type Entry, withAddress } from "./context.ts";
import { defineRule } from "./rule.ts";

const FORMS = ["abs", "pdf", "html"] as const;

export const arxivForm = defineRule({
  name: "arxiv-form",
  description:
    "Links to arXiv of another form than the list's (abs, pdf or html), to one version, with `http` or to the mirror export.arxiv.org.",
  details:
    'The list\'s form is its most common one, abs where two are as common, or `{"form": "pdf"}`. `{"versions": "any"}` lets links name a version. Entries that link to two forms of one paper are left alone, and so are addresses that lead to no paper: they are arxiv-id\'s. Not every paper has the html form, so nothing is mended to it.',
  severity: "warning",
  fixes: true,
  options: {
    form: {
      description: "The form that every link has, or the list's most common one",
      preset: "most",
      values: ["abs", "pdf", "html", "most"],
    },
    versions: {
      description: "Whether a link may name a version",
      preset: "latest",
      values: ["latest", "any"],
    },
  },
  *check(context, { form, versions }) {
    const all = context.allLinks.flatMap((at) => {
      const link = at.address.arxiv;
      return link && link.rest === "" && !("wrong" in readArxivId(link.id)) ? [{ at, link }] : [];
    });
    const forms = new Map<Entry, Map<string, ArxivLink["form"]>>();
    /** An entry may have fields for two forms of one paper. */
    const several = new Set<Entry>();
    for (const { at, link } of all) {
      const { entry } = at.item;
      const known = forms.get(entry) ?? new Map<string, ArxivLink["form"]>();
      if ((known.get(link.id) ?? link.form) !== link.form) several.add(entry);
      forms.set(entry, known.set(link.id, link.form));
    }
    const found = all.filter(({ at }) => !several.has(at.item.entry));
    const count = (one: ArxivLink["form"]) => found.filter(({ link }) => link.form === one).length;
    const counts = FORMS.map(count);
    const wanted = form === "most" ? FORMS[counts.indexOf(Math.max(...counts))]! : form;
    for (const { at, link } of found) {
      const wrong = wrongIn(at.address, link, wanted, versions);
      if (wrong.length === 0) continue;
      const fix = `https://arxiv.org/${wanted}/${link.id}${versions === "latest" ? "" : link.version}`;
      yield {
        at: at.item,
        message: `found ${wrong.join(" and ")} in ${quote(at.address.text)}, expected ${quote(fix)}`,
        ...(wanted === "html" && link.form !== "html" ? {} : { fix: withAddress(at, fix) }),
      };
    }
    if (versions === "any") return;
    for (const item of context.items("arxiv")) {
      const [, id, version] = /^(.*?)v([0-9]+)$/.exec(item.value) ?? [];
      if (id)
        yield {
          at: item,
          message: `found version ${version} in ${quote(item.value)}, expected ${quote(id)}`,
          fix: id,
        };
    }
  },
  examples: {
    good: [
      {
        papers: [
          { links: { paper: "https://arxiv.org/pdf/2412.00876" } },
          { links: { paper: "https://arxiv.org/pdf/2312.17648.pdf" } },
        ],
      },
      {
        options: { versions: "any" },
        papers: [{ links: { paper: "https://arxiv.org/abs/2412.00876v2" } }],
      },
      {
        because: "each form has a link of its own",
        list: { kinds: { paper: { "links.pdf": "url?" } } },
        papers: [
          {
            links: {
              paper: "https://arxiv.org/abs/2412.00876",
              pdf: "https://arxiv.org/pdf/2412.00876",
            },
          },
        ],
      },
      {
        because: "no paper",
        papers: [
          {
            links: {
              paper: "https://arxiv.org/pdf/1805.04140.pds",
              project: "https://arxiv.org/list/cs.CV/recent",
            },
          },
          { links: { paper: "https://arxiv.org/abs/1805.04141" } },
        ],
      },
    ],
    bad: [
      {
        papers: [
          { links: { paper: "https://arxiv.org/pdf/2412.00876" } },
          {
            links: {
              paper: "https://arxiv.org/abs/2412.01814",
              project: "https://arxiv.org/abs/2412.01815",
            },
          },
          { links: { paper: "https://arxiv.org/html/2312.17648v2" } },
          { summary: ["扩展了[前作](https://arxiv.org/pdf/2301.00002)"] },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found the pdf form in "https://arxiv.org/pdf/2412.00876", expected "https://arxiv.org/abs/2412.00876"',
          ],
          [
            "/papers/2/links/paper",
            'found the html form and version 2 in "https://arxiv.org/html/2312.17648v2", expected "https://arxiv.org/abs/2312.17648"',
          ],
          [
            "/papers/3/summary/0",
            'found the pdf form in "https://arxiv.org/pdf/2301.00002", expected "https://arxiv.org/abs/2301.00002"',
          ],
        ],
        fixed: {
          "/papers/0/links/paper": "https://arxiv.org/abs/2412.00876",
          "/papers/2/links/paper": "https://arxiv.org/abs/2312.17648",
          "/papers/3/summary/0": "扩展了[前作](https://arxiv.org/abs/2301.00002)",
        },
      },
      {
        because: "a mirror, and `http`",
        papers: [
          { links: { paper: "http://arxiv.org/abs/2412.00876v1" } },
          { links: { paper: "https://export.arxiv.org/abs/2412.01814" } },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found http and version 1 in "http://arxiv.org/abs/2412.00876v1", expected "https://arxiv.org/abs/2412.00876"',
          ],
          [
            "/papers/1/links/paper",
            'found the mirror export.arxiv.org in "https://export.arxiv.org/abs/2412.01814", expected "https://arxiv.org/abs/2412.01814"',
          ],
        ],
        fixed: {
          "/papers/0/links/paper": "https://arxiv.org/abs/2412.00876",
          "/papers/1/links/paper": "https://arxiv.org/abs/2412.01814",
        },
      },
      {
        options: { form: "pdf" },
        papers: [
          {
            links: { paper: "https://arxiv.org/abs/hep-th/9901001" },
            arxiv: "hep-th/9901001v3",
            year: 1999,
          },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found the abs form in "https://arxiv.org/abs/hep-th/9901001", expected "https://arxiv.org/pdf/hep-th/9901001"',
          ],
          ["/papers/0/arxiv", 'found version 3 in "hep-th/9901001v3", expected "hep-th/9901001"'],
        ],
      },
    ],
  },
});

/** What is not as it should be in an address, in words. */
function wrongIn(
  { scheme, site }: Address,
  link: ArxivLink,
  wanted: ArxivLink["form"],
  versions: "latest" | "any",
): string[] {
  return [
    ...(scheme === "http" ? ["http"] : []),
    ...(site === "arxiv.org" ? [] : [`the mirror ${site}`]),
    ...(link.form === wanted ? [] : [`the ${link.form} form`]),
    ...(versions === "any" || link.version === "" ? [] : [`version ${link.version.slice(1)}`]),
  ];
}
