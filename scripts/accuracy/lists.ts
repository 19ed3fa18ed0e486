// Clean lists of any size, made from a seed, in which no rule finds anything.
import { Random } from "./random.ts";

export interface Paper {
  title: string;
  venue: string;
  year: number;
  links: Record<string, string>;
  doi?: string;
  authors?: string[];
  badge?: string;
  summary: string[];
}

export interface Dataset {
  name: string;
  url: string;
  type: string;
  description: string;
}

/** A list with nothing wrong in it. */
export interface CleanList {
  list: {
    title: string;
    intro: string[];
    about: string[];
    kinds: Record<string, Record<string, string>>;
    rules: Record<string, unknown>;
    excuses?: Record<string, string>[];
  };
  template: string;
  papers: Paper[];
  datasets: Dataset[];
  /** Other files of the list. */
  files: Map<string, string>;
}

const ENGLISH =
  "Adaptive Aligned Anchored Attentive Balanced Bilateral Bounded Calibrated Causal Coarse Compact Composed Conditional Contrastive Coupled Decoupled Deformable Dense Differentiable Dynamic Efficient Elastic Embodied Episodic Equivariant Explicit Federated Fine Focal Frequency Gated Geometric Global Graph Grounded Guided Hierarchical Holistic Hybrid Implicit Incremental Invariant Iterative Joint Latent Layered Linear Local Masked Memory Modular Momentum Multiscale Neural Nested Open Optimal Panoptic Parallel Partial Persistent Planar Progressive Prompted Pruned Quantized Query Recurrent Referring Regional Robust Salient Scalable Scene Selective Semantic Sequential Shared Sparse Spatial Spectral Stable Streaming Structured Symbolic Temporal Tensor Tiled Token Tracking Transport Unified Universal Verified Video Visual Voxel Weighted".split(
    " ",
  );
const NOUNS =
  "Alignment Anchors Captions Clouds Clusters Cues Decoders Detection Diffusion Distillation Embeddings Encoders Estimation Experts Features Fields Fusion Grounding Inference Kernels Knowledge Labels Landmarks Localization Maps Matching Navigation Objects Parsing Planning Pooling Priors Proposals Queries Reasoning Recognition Reconstruction Regions Retrieval Routing Sampling Segmentation Sketches Supervision Synthesis Tracking Transfer Understanding Videos".split(
    " ",
  );
const CHINESE =
  "引入 构建 设计 提出 采用 结合 利用 借助 通过 跨模态 多尺度 细粒度 粗到细 层级 稀疏 稠密 动态 静态 局部 全局 语义 视觉 语言 文本 图像 视频 点云 场景 目标 区域 查询 特征 标记 掩码 边界框 提示 记忆 图结构 时序 空间 频域 因果 对比 学习 蒸馏 剪枝 量化 对齐 融合 匹配 解码 编码 生成 重建 检索 推理 定位 分割 检测 跟踪 导航 规划 采样 校准 约束 正则 损失 注意力 卷积 网络 模型 框架 模块 机制 策略 方案 分支 适配 先验 伪标签 教师 学生 知识 关系 属性 指代 短语 词向量 表示 分布 不确定性 鲁棒性 泛化 精度 效率 速度 显存 开销 延迟 吞吐 误差 噪声 偏差 遮挡 光照 尺度 视角 姿态".split(
    " ",
  );
const VENUES = ["XVIS", "LANGCON", "GROUNDS", "MODELS Quarterly", "Annals of Scenes"];
const SYLLABLES = "ba ce do fi gu ka le mo ni pu ra se to vi zu xe yo qua tri plo".split(" ");

const TEMPLATE = `# {{list.title}}

{{list.intro}}

- [{{paper.year}}](#{{paper.year}})
- [数据集](#数据集)

## 概述

{{list.about}}

## {{paper.year}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [论文]({{paper.links.paper}}) ｜ [代码]({{paper.links.code}}) ｜ [项目]({{paper.links.project}}) ｜ [解读]({{paper.links.notes}})
  - DOI: [{{paper.doi}}](https://doi.org/{{paper.doi}})
  - {{paper.summary}}

## 数据集

| 名称                                | 类型             | 说明                    |
| ----------------------------------- | ---------------- | ----------------------- |
| [{{dataset.name}}]({{dataset.url}}) | {{dataset.type}} | {{dataset.description}} |
`;

/** How many years a list spans; a small one has several papers of each all the same. */
const years = (size: number): number => (size < 100 ? 2 : 8);
const LAST_YEAR = 2025;

/** The files of a list, by their path in its folder. */
export const filesOf = ({ list, papers, datasets, template, files }: CleanList) =>
  new Map<string, unknown>([
    ["data/list.json", list],
    ["data/papers.json", papers],
    ["data/datasets.json", datasets],
    ["templates/README.md", template],
    ...files,
  ]);

/** Makes a list of so many entries, a tenth of them data sets. */
export function cleanList(size: number, seed: number): CleanList {
  const random = new Random(seed);
  const sets = Math.max(3, Math.floor(size / 10));
  const papers = Array.from({ length: size - sets }, (_, index) =>
    paper(random, index, LAST_YEAR - Math.floor((index * years(size)) / (size - sets))),
  );
  return {
    list: {
      title: "视觉定位论文列表",
      intro: ["本列表由生成器写成，没有错误。"],
      about: ["入选条件见贡献指南。"],
      kinds: { list: { about: "prose[]?" }, paper: { badge: "url?" } },
      rules: {
        "page-size": ["warning", { limit: 1_000_000_000 }],
        order: ["warning", { direction: "descending" }],
      },
    },
    template: TEMPLATE,
    papers,
    datasets: Array.from({ length: sets }, (_, index) => dataset(random, index)),
    files: new Map([["notes/kept.md", ""]]),
  };
}

/** A word that stands nowhere else: the digits of a number in syllables. */
function coined(index: number): string {
  let word = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length]!;
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export const methodName = (index: number): string => `${coined(index)}Net-${index % 7}X`;

/** An ISBN of Springer with its check digit (ISO 2108). */
function isbn(number: number): string {
  const digits = [...`9783031${number}`].map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0);
  return `978-3-031-${number}-${(10 - (sum % 10)) % 10}`;
}

function chinese(random: Random, words: number): string {
  const made = Array.from({ length: words }, () => random.pick(CHINESE));
  made[Math.floor(words / 2)] += "，";
  return made.join("");
}

function paper(random: Random, index: number, year: number): Paper {
  const named = index % 2 === 0;
  const words = Array.from({ length: 4 }, () => random.pick(ENGLISH)).join(" ");
  const title = `${named ? `${methodName(index)}: ` : ""}${words} ${random.pick(NOUNS)} for ${coined(index)} ${random.pick(NOUNS)}`;
  const month = String(1 + random.below(12)).padStart(2, "0");
  const id = `${String(year - 1).slice(2)}${month}.${String(1 + (index % 99_998)).padStart(5, "0")}`;
  const opening = named && index % 4 === 0 ? `${methodName(index)}是一种新方法，` : "";
  return {
    title,
    venue: VENUES[index % VENUES.length]!,
    year,
    links: {
      paper: `https://arxiv.org/abs/${id}`,
      ...(index % 3 === 0
        ? { code: `https://github.com/lab-${index}/${coined(index).toLowerCase()}` }
        : {}),
      ...(index % 5 === 0 ? { project: `https://lab-${index}.example.org/` } : {}),
    },
    ...(index % 4 === 1 ? { doi: `10.1007/${isbn(10_000 + (index % 80_000))}_${index}` } : {}),
    summary: [
      opening + chinese(random, 12 + random.below(8)),
      ...(index % 2 === 0 ? [chinese(random, 12 + random.below(8))] : []),
    ],
  };
}

function dataset(random: Random, index: number): Dataset {
  return {
    name: `${coined(index)}${random.pick(NOUNS)}-${index}`,
    url: `https://data.example.org/${coined(index).toLowerCase()}/${index}`,
    type: random.pick(CHINESE),
    description: chinese(random, 10 + random.below(6)),
  };
}
