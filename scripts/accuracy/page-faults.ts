// Faults in pages, tables and settings that accuracy is measured with.
import { type Fault } from "./fault.ts";

/** Pages, tables and settings. */
export const pageFaults: Fault[] = [
  {
    rule: "anchor",
    what: "a contents link in other letter case",
    once: true,
    seed(list) {
      list.template = list.template
        .replace("## 数据集", "## Data Sets")
        .replace("#数据集", "#Data-Sets");
      return { file: "README.md", text: "(#Data-Sets)" };
    },
  },
  {
    rule: "heading",
    what: "a skipped level",
    once: true,
    seed(list) {
      list.template = list.template.replace("- [{{paper.year}}]", "### 目录\n\n- [{{paper.year}}]");
      return { file: "README.md", text: "### 目录" };
    },
  },
  {
    rule: "html-tags",
    what: "a block that nothing closes",
    once: true,
    seed(list) {
      list.template += "\n<details>\n";
      return { file: "README.md", text: "<details>" };
    },
  },
  {
    rule: "table-shape",
    what: "a row with a cell too few",
    once: true,
    seed({ list }) {
      list.about = ["| 甲 | 乙 |\n| --- | --- |\n| 一 |"];
      return "/list/about/0";
    },
  },
  {
    rule: "page-size",
    what: "a page over the limit",
    once: true,
    seed({ list }) {
      list.rules["page-size"] = ["warning", { limit: 1000 }];
      return { file: "README.md", text: "#" };
    },
  },
  {
    rule: "unused-excuse",
    what: "an excuse for nothing",
    once: true,
    seed({ list, papers }, index) {
      list.excuses = [{ rule: "brackets", entry: papers[index]!.title, reason: "an example" }];
      return "/list/excuses/0";
    },
  },
];
