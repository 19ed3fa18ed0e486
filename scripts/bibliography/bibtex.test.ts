import { parse } from "@retorquere/bibtex-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nastyText } from "../testing/nasty.ts";
import { readBibtex, writeBibtex } from "./bibtex.ts";
import { line, type Work } from "./work.ts";

const read = (text: string): Work => {
  const { works, problems } = readBibtex(text);
  expect(problems).toEqual([]);
  expect(works).toHaveLength(1);
  return works[0]!;
};

const nothing: Work = {
  key: "k",
  title: "A title",
  venues: [],
  date: "",
  doi: "",
  arxiv: "",
  url: "",
  authors: [],
  keywords: [],
  remarks: [],
};

describe("entries as they are written by", () => {
  const cases: Record<string, [string, Partial<Work>]> = {
    "Google Scholar": [
      `@article{touvron2023llama,
  title={Llama: Open and efficient foundation language models},
  author={Touvron, Hugo and Lavril, Thibaut and others},
  journal={arXiv preprint arXiv:2302.13971},
  year={2023}
}`,
      {
        key: "touvron2023llama",
        title: "Llama: Open and efficient foundation language models",
        authors: ["Hugo Touvron", "Thibaut Lavril"],
        venues: ["arXiv preprint arXiv:2302.13971"],
        arxiv: "2302.13971",
        date: "2023",
      },
    ],
    arXiv: [
      `@misc{touvron2023llama,
      title={LLaMA: Open Models},
      author={Hugo Touvron},
      year={2023},
      eprint={2302.13971},
      archivePrefix={arXiv},
      primaryClass={cs.CL},
      url={https://arxiv.org/abs/2302.13971},
}`,
      { arxiv: "2302.13971", url: "https://arxiv.org/abs/2302.13971", venues: ["arXiv"] },
    ],
    DBLP: [
      `@article{DBLP:journals/corr/abs-2302-13971,
  author       = {Hugo Touvron and
                  J{\\'{e}}r{\\^{o}}me Li},
  title        = {{LLaMA}: Open and Efficient
                  Foundation {L}anguage Models},
  journal      = {CoRR},
  volume       = {abs/2302.13971},
  year         = {2023},
  url          = {https://doi.org/10.48550/arXiv.2302.13971},
  doi          = {10.48550/ARXIV.2302.13971},
  eprinttype   = {arXiv},
  eprint       = {2302.13971},
  timestamp    = {Tue, 28 Feb 2023 14:02:05 +0100},
  biburl       = {https://dblp.org/rec/journals/corr/abs-2302-13971.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org}
}`,
      {
        key: "DBLP:journals/corr/abs-2302-13971",
        title: "LLaMA: Open and Efficient Foundation Language Models",
        authors: ["Hugo Touvron", "Jérôme Li"],
        venues: ["CoRR"],
        doi: "10.48550/ARXIV.2302.13971",
        arxiv: "2302.13971",
      },
    ],
    "the ACL Anthology": [
      `@inproceedings{devlin-etal-2019-bert,
    title = "{BERT}: Pre-training of Deep Transformers",
    author = "Devlin, Jacob  and
      Chang, Ming-Wei",
    editor = "Burstein, Jill",
    booktitle = "Proceedings of the 2019 Conference of the North {A}merican Chapter of the Association for Computational Linguistics",
    month = jun,
    year = "2019",
    url = "https://aclanthology.org/N19-1423/",
    doi = "10.18653/v1/N19-1423",
    abstract = "We introduce $x"
}`,
      {
        title: "BERT: Pre-training of Deep Transformers",
        authors: ["Jacob Devlin", "Ming-Wei Chang"],
        date: "2019-06",
        url: "https://aclanthology.org/N19-1423/",
        doi: "10.18653/v1/N19-1423",
      },
    ],
    OpenReview: [
      `@inproceedings{
anonymous2023dino,
title={{DINO}v2: Learning},
author={Maxime Oquab},
booktitle={The Eleventh International Conference on Learning Representations },
year={2023},
url={https://openreview.net/forum?id=a_b-c},
note={under review}
}`,
      {
        title: "DINOv2: Learning",
        venues: ["The Eleventh International Conference on Learning Representations"],
        url: "https://openreview.net/forum?id=a_b-c",
      },
    ],
    "the CVF": [
      `@InProceedings{Kim_2024_CVPR,
    author    = {Kim, D. and {\\"O}z, {\\c{C}}em},
    title     = {Vision \\& Language: an {$O(n^2)$} Study},
    booktitle = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
    month     = {June},
    year      = {2024},
    pages     = {1-10}
}`,
      {
        title: "Vision & Language: an $O(n^2)$ Study",
        authors: ["D. Kim", "Çem Öz"],
        date: "2024-06",
      },
    ],
    Crossref: [
      ` @article{Frank_1970, title={The <i>Structure</i> of Water &amp; Ice}, volume={169}, url={http://dx.doi.org/10.1126/science.169.3946.635}, DOI={10.1126/science.169.3946.635}, journal={Science}, author={Frank, Henry S.}, year={1970}, month=Aug, pages={635–641} }`,
      {
        title: "The Structure of Water & Ice",
        doi: "10.1126/science.169.3946.635",
        date: "1970-08",
      },
    ],
    Zotero: [
      `@article{key_2020,
	title = {Über {ImageNet}},
	url = {http://a.example/c\\_d},
	doi = {10.1000/abc\\_d},
	urldate = {2024-01-02},
	journal = {Nature},
	author = {van Gogh, Über},
	month = jan,
	year = {2020},
	note = {arXiv:2001.00001 [cs]},
	keywords = {Machine Learning, Vision},
	file = {Full Text:/home/x.pdf:application/pdf},
}`,
      {
        title: "Über ImageNet",
        authors: ["Über van Gogh"],
        url: "http://a.example/c_d",
        doi: "10.1000/abc_d",
        arxiv: "2001.00001",
        keywords: ["Machine Learning", "Vision"],
      },
    ],
    "JabRef and BibLaTeX": [
      `% Encoding: UTF-8
@string{cvpr = "CVPR"}
@InProceedings{K, title = "One" # " " # {Two}, subtitle={Three}, author={{The K Team} and 何, 恺明}, date={2024-05-03}, booktitle = cvpr}
@Comment{jabref-meta: databaseType:bibtex;}
`,
      {
        title: "One Two: Three",
        authors: ["The K Team", "何恺明"],
        date: "2024-05-03",
        venues: ["CVPR"],
      },
    ],
    CNKI: [
      `@article{王小明2020, title={基于深度学习的视觉定位研究}, author={王小明 and 李雷}, journal={计算机学报}, year={2020}}`,
      { title: "基于深度学习的视觉定位研究", authors: ["王小明", "李雷"], venues: ["计算机学报"] },
    ],
  };

  it.each(Object.keys(cases))("%s", (name) => {
    const [text, expected] = cases[name]!;
    expect(read(text)).toMatchObject(expected);
  });
});

it.each([
  [
    String.raw`\'{\i} \'i \v{c} \v c \u{g} \H{o} \k{a} \r{a} \aa{} \o{} \l{} \ss{} {\"u} {\'e}t{\'e} {\h a}o Nguy{\~{\^e}}n`,
    "í í č č ğ ő ą å å ø ł ß ü été ảo Nguyễn",
  ],
  ["a -- b --- c ``q'' \\ldots", "a – b — c “q” …"],
  ["{{A}} {B}: c~d\n  e", "A B: c d e"],
  ["{\\bf B} \\emph{x} \\textsuperscript{2} \\texttt{t}", "B x 2 t"],
  ["$\\alpha$-{BERT} and $R^{2}$ for \\$5 or $6", "α-BERT and $R^{2}$ for $5 or $6"],
  ["100\\% \\_ \\# \\{a\\}", "100% _ # {a}"],
])("makes text of %s", (latex, text) => {
  expect(read(`@misc{k, title={${latex}}}`).title).toBe(text);
});

it("gives entries what they take from their proceedings, as DBLP and JabRef write them", () => {
  const { works, problems } = readBibtex(`@string{eccv = "Computer Vision - {ECCV} "}
% Asked of me@a.example; @article{not, title = {Not}
@inproceedings{DBLP:conf/eccv/One,
  author    = {Ann One},
  title     = {The First},
  booktitle = {{ECCV} 2022},
  month     = oct,
  crossref  = {DBLP:conf/eccv/2022}
}
@inproceedings{two, title = {The Second}, crossref = {dblp:CONF/eccv/2022}}
@inproceedings{three, title = {The Third}, year = 2020, crossref = {none}}
@proceedings{DBLP:conf/eccv/2022,
  editor = {An Editor},
  title  = eccv # 2022 # { - 17th European Conference},
  year   = {2022}
}
@proceedings{other, title = {Others}}
`);
  expect(problems).toEqual([]);
  expect(works.map(({ title, venues, date }) => [title, ...venues, date])).toEqual([
    ["The First", "ECCV 2022", "2022-10"],
    ["The Second", "Computer Vision - ECCV 2022 - 17th European Conference", "2022"],
    ["The Third", "2020"],
    ["Others", ""],
  ]);
  expect(works[0]!.authors).toEqual(["Ann One"]);
});

it("reads the entries around a broken one, and says where that stands", () => {
  const { works, problems } = readBibtex(
    "@string{v = {CVPR}}\n@article{a, title={A}, journal=v}\n@article{b, title = , year=}\n\n@article{c, title={C}}\n",
  );
  expect(works.map(({ title, venues }) => [title, ...venues])).toEqual([["A", "CVPR"], ["C"]]);
  expect(problems).toEqual([expect.stringMatching(/^the entry at line 3 is no BibTeX: expected/)]);
});

it.each([
  ["braces that nest", `@a{k, title=${"{".repeat(1e5)}${"}".repeat(1e5)}}`],
  ["commands that nest", `@a{k, title={${"\\'{".repeat(3000)}x${"}".repeat(3000)}}}`],
  ["an endless name", `@a{k, title={x}, author={${"a ".repeat(4e4)}}}`],
  ["an endless title", `@a{k, title={${"x ".repeat(4e4)}}}`],
  ["dollars and braces", `@a{k, title={${"$".repeat(999)}}, author={${"{} and ".repeat(9e3)}}}`],
  ["nothing but signs", "@".repeat(9e5)],
  ["names of objects", "@a{__proto__, __proto__={x}, constructor={y}, toString = constructor}"],
])("is quick to be done with %s", (_, text) => {
  const { works, problems } = readBibtex(text);
  expect(works.length + problems.length).toBeGreaterThan(0);
  for (const { title } of works) expect(title.length).toBeLessThan(1e4);
});

/** White space that LaTeX does not keep apart, in one form. */
const text = nastyText.map(line).filter((one) => one !== "");
const texts = fc.uniqueArray(text, { maxLength: 3 });
/** Bibliographies write several on one line. */
const keywords = texts.map((all) => all.filter((word) => !/[,;]/.test(word)));

const works: fc.Arbitrary<Work> = fc.record({
  key: fc.constant("k2024x"),
  title: text,
  venues: fc.array(text, { maxLength: 1 }),
  date: fc.constantFrom("", "2024", "2024-05", "2024-12"),
  doi: fc.constantFrom("", "10.1109/CVPR46437.2021.00074", "10.1002/(SICI)1097<1::AID-X>3.0;2-#"),
  arxiv: fc.constantFrom("", "2412.00876", "hep-th/9901001"),
  url: fc.constantFrom("", "https://a.example/x_y?a=1&b=%20#c~d"),
  authors: texts,
  keywords,
  remarks: fc.constant([]),
});

it("is written so that the same works are read", () => {
  fc.assert(
    fc.property(works, (work) => {
      expect({ ...read(writeBibtex(work)), venues: work.venues }).toEqual(work);
    }),
  );
});

it("is written so that another parser reads the same titles, names and fields", () => {
  fc.assert(
    fc.property(works, (work) => {
      const { entries, errors } = parse(writeBibtex(work), { sentenceCase: false });
      expect(errors).toEqual([]);
      const [{ key, fields } = {}] = entries as unknown as {
        key: string;
        fields: Record<string, string>;
      }[];
      expect(key).toBe(work.key);
      // It makes signs of mathematics, and a sign of its own of a backtick.
      if (!work.title.includes("$"))
        expect(fields!["title"]?.replaceAll("ˋ", "`")).toBe(work.title);
    }),
  );
});

it("stands in a file as people write it", () => {
  expect(
    writeBibtex({
      ...nothing,
      key: "he2016deep",
      title: "Deep 50% & $R^2$",
      venues: ["CVPR"],
      date: "2016-06",
      authors: ["Kaiming He", "Ludwig van Gogh"],
      doi: "10.1109/CVPR.2016.90",
    }),
  ).toBe(`@inproceedings{he2016deep,
  title = {{Deep 50\\% \\& $R^2$}},
  author = {Kaiming He and {Ludwig van Gogh}},
  booktitle = {CVPR},
  year = {2016},
  month = {jun},
  doi = {10.1109/CVPR.2016.90},
}
`);
});
