// What people do to a README by hand, with all that lint must say of it.
import {
  copy,
  cut,
  type Edit,
  edit,
  insert,
  move,
  moveSection,
  onLine,
  replace,
} from "./page-edits.ts";

/**
 * Damage that people do to a README by hand, each with all that lint must say of it: the line, the
 * rule, the entry up to its colon, the field.
 */
export type Damage = [name: string, edit: Edit, findings: string[]];

const ALIGN = "**Align-KD";

export const damages: Damage[] = [
  ["title", replace("Align-KD: Distilling", "Align-KD: Distil"), ["20 changed Align-KD .title"]],
  [
    "title whole",
    replace(
      "Align-KD: Distilling Cross-Modal Alignment Knowledge for Mobile VLM**",
      "Totally Other Name**",
    ),
    ["20 changed Align-KD .title"],
  ],
  [
    "venue",
    onLine(ALIGN, (line) => line.replace("CVPR 2025", "ICCV 2025")),
    ["20 changed Align-KD .venue"],
  ],
  [
    "year",
    onLine(ALIGN, (line) => line.replace("CVPR 2025", "CVPR 2024")),
    ["20 changed Align-KD .year"],
  ],
  [
    "link paper",
    replace("virtual/2025/poster/33163", "virtual/2025/poster/33164"),
    ["21 changed Align-KD .links.paper"],
  ],
  [
    "link code",
    replace("microsoft/Align-KD)", "fqhank/Align-KD)"),
    ["21 changed Align-KD .links.code"],
  ],
  [
    "link notes",
    replace("Papers/2025-CVPR-Align-KD", "Papers/2024-CVPR-Align-KD"),
    ["21 changed Align-KD .links.notes"],
  ],
  [
    "link removed",
    replace(" ｜ [开源项目链接](https://github.com/microsoft/Align-KD)", ""),
    ["21 changed Align-KD .links.code"],
  ],
  [
    "link first removed",
    replace("[论文链接](https://cvpr.thecvf.com/virtual/2025/poster/33163) ｜ ", ""),
    ["21 changed Align-KD .links.paper"],
  ],
  [
    "link added",
    onLine("poster/32553", (line) => line + " ｜ [开源项目链接](https://github.com/a/b)"),
    ["24 changed MoVE-KD .links.code"],
  ],
  [
    "links line cut",
    cut("poster/33163"),
    [
      "20 changed Align-KD .links.paper",
      "20 changed Align-KD .links.code",
      "20 changed Align-KD .links.notes",
    ],
  ],
  [
    "doi text",
    replace("[10.1109/TCSVT.2024.3407785]", "[10.1109/TCSVT.2024.340778]"),
    ["39 changed Visual Grounding with Dual Knowledge Distillation (DUET) .doi"],
  ],
  [
    "doi addr",
    replace("doi.org/10.1109/TCSVT.2024.3407785", "doi.org/10.1109/TCSVT.2024.34"),
    ["39 changed Visual Grounding with Dual Knowledge Distillation (DUET) .doi"],
  ],
  [
    "doi both",
    (page) => page.replaceAll("10.1109/TCSVT.2024.3407785", "10.1109/TCSVT.2024.999"),
    ["39 changed Visual Grounding with Dual Knowledge Distillation (DUET) .doi"],
  ],
  [
    "doi cut",
    cut("DOI: [10.1109/TCSVT"),
    ["38 changed Visual Grounding with Dual Knowledge Distillation (DUET) .doi"],
  ],
  [
    "doi added",
    insert("提出双向蒸馏框架", "  - DOI: 10.1/x"),
    ["40 changed Visual Grounding with Dual Knowledge Distillation (DUET) .summary"],
  ],
  [
    "summary",
    replace("提高定位精度", "提升定位精度"),
    ["40 changed Visual Grounding with Dual Knowledge Distillation (DUET) .summary"],
  ],
  ["summary cut", cut("设计了针对不同推理模式"), ["18 changed Dynamic-LLaVA .summary"]],
  [
    "summary added",
    insert("设计了针对不同推理模式", "  - 新的一行总结"),
    ["19 changed Dynamic-LLaVA .summary"],
  ],
  [
    "summary swap",
    edit("设计了针对不同", (lines, index) =>
      lines.splice(index - 1, 2, lines[index]!, lines[index - 1]!),
    ),
    ["19 changed Dynamic-LLaVA .summary"],
  ],
  ["entry cut", cut(ALIGN, 3), ["20 missing Align-KD"]],
  ["entry first cut", cut("**Dynamic-LLaVA", 4), ["16 missing Dynamic-LLaVA"]],
  ["entry last cut", cut("**DenseGrounding", 3), ["33 missing DenseGrounding"]],
  ["entry double", copy(ALIGN, 3, "**MoVE-KD"), ["23 repeated Align-KD"]],
  ["entry double elsewhere", copy(ALIGN, 3, "**SimVG"), ["41 repeated Align-KD"]],
  ["entry moved section", move(ALIGN, 3, "**SimVG"), ["38 moved Align-KD"]],
  ["entry moved within", move(ALIGN, 3, "**COSMOS"), ["26 moved Align-KD"]],
  [
    "entry extra",
    insert(
      "**SimVG",
      "- **A Brand New Paper** (ICML 2024)",
      "  - [论文链接](https://a.b/c)",
      "  - 很好",
    ),
    ["41 extra A Brand New Paper"],
  ],
  ["half deleted", onLine(ALIGN, () => "- **Align-KD: Distil"), ["20 damaged Align-KD .title"]],
  [
    "head only",
    cut("poster/33163", 2),
    [
      "20 changed Align-KD .links.paper",
      "20 changed Align-KD .links.code",
      "20 changed Align-KD .links.notes",
      "20 changed Align-KD .summary",
    ],
  ],
  ["head cut", cut(ALIGN, 1), ["20 damaged Align-KD"]],
  [
    "nest dedent",
    onLine("针对移动端VLM部署需求", (line) => line.slice(2)),
    ["22 changed Align-KD .summary"],
  ],
  [
    "nest indent",
    edit(ALIGN, (lines, index) =>
      lines.splice(index, 3, ...lines.slice(index, index + 3).map((line) => `  ${line}`)),
    ),
    ["20 changed Align-KD"],
  ],
  ["nest indent head", onLine(ALIGN, (line) => "  " + line), ["20 changed Align-KD"]],
  ["head year", replace("## 2024", "## 2020"), ["36 page-heading .year"]],
  ["head year text", replace("## 2024", "## 2024年"), ["36 page-heading .year"]],
  ["head depth", replace("## 2024", "### 2024"), ["36 page-heading .year"]],
  ["head depth 1", replace("## 2024", "# 2024"), ["36 page-heading .year"]],
  ["head cut 2", cut("## 2024", 2), ["36 page-heading"]],
  ["head double", insert("## 2023", "## 2023", ""), ["47 page-heading"]],
  ["head bold", replace("## 2024", "**2024**"), ["36 page-heading .year"]],
  ["head static", replace("## 相关数据集", "## 数据集"), ["80 page-heading"]],
  ["head static depth", replace("## 相关数据集", "# 相关数据集"), ["80 page-heading"]],
  ["head dir cut", cut("## 目录", 2), ["5 page-heading"]],
  ["head dir", replace("## 目录", "## Contents"), ["5 page-heading"]],
  ["title 1", replace("# Visual Grounding轻", "# Visual Groundin轻"), ["1 page-heading .title"]],
  ["intro", replace("技术技术", "技术"), ["3 prose .intro"]],
  ["intro cut", cut("本仓库收集", 2), ["3 prose"]],
  ["intro para", insert("## 目录", "新的一段话。", ""), ["5 prose"]],
  ["toc cut", cut("[2023年论文]"), ["9 contents"]],
  ["toc anchor", replace("(#2023)", "(#2032)"), ["9 contents .year"]],
  ["toc text", replace("[2023年论文]", "[2032年论文]"), ["9 contents .year"]],
  ["toc extra", insert("[相关数据集](#", "- [2020年论文](#2020)"), ["12 contents"]],
  ["toc order", move("[2023年论文]", 1, "[2021年论文]"), ["10 contents"]],
  ["toc anchor static", replace("(#相关数据集)", "(#数据集)"), ["12 contents"]],
  ["toc static moved", move("[相关数据集](#", 1, "[2025年论文]"), ["7 contents"]],
  ["toc text word", replace("2023年论文]", "2023论文]"), ["9 contents .year"]],
  ["row name", replace("[GQA]", "[GQA2]"), ["86 changed GQA .name"]],
  ["row url", onLine("[GQA]", (line) => line.replace("IamZLT", "iamzlt")), ["86 changed GQA .url"]],
  [
    "row type",
    onLine("[GQA]", (line) => line.replace("视觉问答", "问答")),
    ["86 changed GQA .type"],
  ],
  [
    "row task",
    onLine("[GQA]", (line) => line.replace(/视觉问答(\s+)\| 关/, "问答$1| 关")),
    ["86 changed GQA .task"],
  ],
  [
    "row desc",
    onLine("[GQA]", (line) => line.replace("关注", "不关注")),
    ["86 changed GQA .description"],
  ],
  ["row cut", cut("[GQA]"), ["86 missing GQA"]],
  ["row double", copy("[GQA]", 1, "[VizWiz]"), ["87 repeated GQA"]],
  ["row moved", move("[GQA]", 1, "[MMVP]"), ["93 moved GQA"]],
  ["row extra", insert("[GQA]", "| [New](https://n.w) | a | b | c |"), ["86 extra New"]],
  [
    "row fewer",
    onLine("[GQA]", (line) => line.split("|").slice(0, 4).join("|") + "|"),
    ["86 changed GQA .description"],
  ],
  ["row more", onLine("[GQA]", (line) => line + " x |"), ["86 damaged GQA"]],
  [
    "row lacks a cell",
    onLine("[GQA]", (line) => line.split("|").toSpliced(2, 1).join("|")),
    ["86 damaged GQA"],
  ],
  [
    "row no link",
    onLine("[GQA]", (line) => line.replace(/\[GQA\]\([^)]*\)/, "GQA")),
    ["86 damaged GQA .name"],
  ],
  ["th text", replace("| 任务/用途", "| 任务用途"), ["82 table-header"]],
  ["th cut", cut("| 数据集名称"), ["82 unknown-block"]],
  ["delim cut", cut("| ----"), ["82 unknown-block"]],
  [
    "delim short",
    onLine("| ----", (line) => line.split("|").slice(0, 3).join("|") + "|"),
    ["82 unknown-block"],
  ],
  ["table split", insert("[GQA]", ""), ["87 unknown-block"]],
  [
    "table no pipes",
    onLine("[GQA]", (line) => line.replace(/^\|/, "").replace(/\|$/, "")),
    ["86 format"],
  ],
  ["crlf in a line", (page) => page.replace("\n", "\r\n"), ["1 format"]],
  ["bom", (page) => "\uFEFF" + page, ["1 format"]],
  ["tabs", onLine("poster/33163", (line) => line.replace("  - ", "\t- ")), ["21 format"]],
  ["no eof", (page) => page.trimEnd(), ["107 format"]],
  ["blank end", (page) => page + "\n\n", ["107 format"]],
  ["trailing", onLine(ALIGN, (line) => line + "  "), ["20 format"]],
  [
    "fw paren",
    onLine(ALIGN, (line) => line.replace("(CVPR 2025)", "（CVPR 2025）")),
    ["20 format"],
  ],
  ["fw colon", replace("DOI: [", "DOI：["), ["39 format"]],
  [
    "fw bar",
    onLine("poster/33163", (line) => line.replace(" ｜ ", " | ")),
    ["21 damaged Align-KD .links.paper"],
  ],
  [
    "sep comma",
    onLine("poster/33163", (line) => line.replace(" ｜ ", ", ")),
    ["21 damaged Align-KD .links.paper"],
  ],
  ["star bullet", onLine("poster/33163", (line) => line.replace("  - ", "  * ")), ["21 format"]],
  ["bold under", onLine(ALIGN, (line) => line.replaceAll("**", "__")), ["20 format"]],
  ["bold lost", onLine(ALIGN, (line) => line.replaceAll("**", "")), ["20 damaged Align-KD"]],
  [
    "bold half",
    onLine(ALIGN, (line) => line.replace("VLM**", "VLM")),
    ["20 damaged Align-KD .title"],
  ],
  ["escape", replace("针对移动端VLM", "针对移动端*VLM*"), ["22 changed Align-KD .summary"]],
  [
    "link label",
    replace(
      "[开源项目链接](https://github.com/microsoft/Align-KD)",
      "[代码](https://github.com/microsoft/Align-KD)",
    ),
    ["21 damaged Align-KD .links.code"],
  ],
  [
    "link broken",
    replace(
      "[论文链接](https://cvpr.thecvf.com/virtual/2025/poster/33163)",
      "[论文链接](https://cvpr.thecvf.com/virtual/2025/poster/33163",
    ),
    ["21 damaged Align-KD .links.paper"],
  ],
  [
    "link title",
    replace("poster/33163)", 'poster/33163 "x")'),
    ["21 damaged Align-KD .links.paper"],
  ],
  ["unknown para", insert("## 2023", "有人写的一段话。", ""), ["45 unknown-block"]],
  [
    "three damaged entries",
    insert("**Dynamic-LLaVA", "- **A** V 2025", "- **B** V 2025", "- **C** V 2025"),
    ["16 damaged", "17 damaged", "18 damaged"],
  ],
  ["unknown heading", insert("## 2023", "## 新章节", "", "一段话。", ""), ["45 unknown-block"]],
  ["unknown quote", insert("## 2023", "> 引用", ""), ["45 unknown-block"]],
  ["unknown code", insert("## 2023", "```", "code", "```", ""), ["45 unknown-block"]],
  ["unknown html", insert("## 2023", "<!-- hi -->", ""), ["45 unknown-block"]],
  ["unknown hr", insert("## 2023", "---", ""), ["45 unknown-block"]],
  [
    "unknown table",
    insert("## 2023", "| a | b |", "| - | - |", "| 1 | 2 |", ""),
    ["45 unknown-block"],
  ],
  [
    "unknown list",
    insert("## 2023", "Text", "", "- x", "- y", ""),
    ["45 unknown-block", "47 damaged SimVG", "48 damaged SimVG"],
  ],
  ["section moved", moveSection("## 2024", "## 2022"), ["57 page-heading"]],
  [
    "section cut",
    cut("## 2024", 9),
    [
      "36 page-heading",
      "36 missing Visual Grounding with Dual Knowledge Distillation (DUET)",
      "36 missing SimVG",
    ],
  ],
  [
    "section double",
    copy("## 2024", 9, "## 2023"),
    [
      "45 page-heading",
      "47 repeated Visual Grounding with Dual Knowledge Distillation (DUET)",
      "50 repeated SimVG",
    ],
  ],
  ["maint", replace("本页由", "此页由"), ["102 prose"]],
  ["maint code", replace("npm cit", "npm test"), ["106 prose"]],
  [
    "maint cut",
    (page) => page.slice(0, page.indexOf("## 维护说明")).trimEnd() + "\n",
    ["98 section"],
  ],
  ["open fence", insert("## 2023", "```"), ["45 unknown-block"]],
  ["open comment", insert("## 2023", "<!-- ", ""), ["45 unknown-block"]],
  [
    "nbsp",
    onLine(ALIGN, (line) => line.replace("Mobile VLM", "Mobile\u00a0VLM")),
    ["20 changed Align-KD .title"],
  ],
  [
    "ref",
    replace("[论文链接](https://iclr.cc/virtual/2025/poster/28704)", "[论文链接][1]"),
    ["33 damaged DenseGrounding .links.paper"],
  ],
  ["paragraph more", replace("## 目录\n", "第二段简介。\n\n## 目录\n"), ["5 prose"]],
  ["line of code joined", replace("```sh\nnpm ci", "```sh npm ci"), ["104 prose"]],
  ["lines of code joined", replace("本页\nnpm cit", "本页 npm cit"), ["105 prose"]],
  [
    "paragraphs at the end",
    (page) => `${page}\nPlease cite us.\n\nThank you.\n`,
    ["109 unknown-block"],
  ],
  [
    "section at the end",
    (page) => `${page}\n## 引用\n\nPlease cite us.\n\nThank you.\n`,
    ["109 unknown-block"],
  ],
  [
    "conflict markers",
    (page) =>
      page
        .replace("- **SimVG", "<<<<<<< HEAD\n- **SimVG")
        .replace("## 2023\n", "=======\n- **Other** (ACL 2024)\n>>>>>>> theirs\n\n## 2023\n"),
    ["41 conflict"],
  ],
  ["half of a conflict", insert("- **SimVG", "<<<<<<< HEAD"), ["41 conflict"]],
  ["middle of a conflict", insert("- **SimVG", "======="), ["41 conflict"]],
  ["setext of seven", replace("## 2024\n", "2024\n=======\n"), ["36 page-heading .year"]],
  ["setext", replace("## 2024\n", "2024\n----\n"), ["36 format"]],
];
