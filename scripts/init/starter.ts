// A small list to begin with, where there is no page yet.
import { jsonFile } from "../data/json.ts";

const ENGLISH = {
  title: "Awesome Papers",
  intro: "Papers that we found worth reading.",
  data: "Datasets",
  head: ["Name", "Task", "Description"],
  summary: "What the paper found, in a sentence.",
  task: "image classification",
  description: "Colour images of ten classes",
};

const CHINESE: typeof ENGLISH = {
  title: "论文列表",
  intro: "本仓库收集值得一读的论文。",
  data: "数据集",
  head: ["名称", "任务", "说明"],
  summary: "用一句话说明论文的发现。",
  task: "图像分类",
  description: "十类彩色图像",
};

/** Template and data of a list of one paper and one data set, in the language of the machine. */
export function starterFiles(
  locale = Intl.DateTimeFormat().resolvedOptions().locale,
): Map<string, string> {
  const words = (process.env["LC_ALL"] ?? process.env["LANG"] ?? locale).startsWith("zh")
    ? CHINESE
    : ENGLISH;
  const template = `# {{list.title}}

{{list.intro}}

## {{paper.year}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [paper]({{paper.links.paper}}) | [code]({{paper.links.code}})
  - {{paper.summary}}

## ${words.data}

| ${words.head.join(" | ")} |
| --- | --- | --- |
| [{{dataset.name}}]({{dataset.url}}) | {{dataset.task}} | {{dataset.description}} |
`;
  return new Map([
    ["templates/README.md", template],
    [
      "data/list.json",
      jsonFile({
        title: words.title,
        language: words === CHINESE ? "zh-CN" : "en",
        intro: [words.intro],
      }),
    ],
    [
      "data/papers.json",
      jsonFile([
        {
          title: "Deep Residual Learning for Image Recognition",
          venue: "CVPR",
          year: 2016,
          links: {
            paper: "https://arxiv.org/abs/1512.03385",
            code: "https://github.com/KaimingHe/deep-residual-networks",
          },
          summary: [words.summary],
        },
      ]),
    ],
    [
      "data/datasets.json",
      jsonFile([
        {
          name: "CIFAR-10",
          url: "https://www.cs.toronto.edu/~kriz/cifar.html",
          task: words.task,
          description: words.description,
        },
      ]),
    ],
  ]);
}
