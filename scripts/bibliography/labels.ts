// How people are told of kinds and fields, in Chinese and English: in issue forms, and in the issues made with them.
import type { Kind } from "../data/kinds.ts";

/** How kinds and fields are called by those who fill in a form; others go by their own names. */
const names: Record<string, string> = {
  paper: "论文 / paper",
  "paper.title": "标题 / Title",
  "paper.venue": "会议或期刊 / Venue",
  "paper.year": "年份 / Year",
  "paper.links.paper": "论文链接 / Paper link",
  "paper.links.code": "开源项目链接 / Code link",
  "paper.links.notes": "论文解读 / Notes",
  "paper.links.project": "项目主页 / Project page",
  "paper.links.demo": "演示 / Demo",
  "paper.links.data": "数据 / Data",
  "paper.links.video": "视频 / Video",
  "paper.links.slides": "幻灯片 / Slides",
  "paper.links.poster": "海报 / Poster",
  "paper.doi": "DOI",
  "paper.arxiv": "arXiv",
  "paper.authors": "作者 / Authors",
  "paper.date": "日期 / Date",
  "paper.tags": "标签 / Tags",
  "paper.summary": "摘要要点 / Summary",
  dataset: "数据集 / data set",
  "dataset.name": "名称 / Name",
  "dataset.url": "链接 / Link",
  "dataset.type": "类型 / Type",
  "dataset.task": "任务或用途 / Task",
  "dataset.description": "说明及特点 / Description",
};

const nameOf = (path: string): string =>
  Object.hasOwn(names, path) ? names[path]! : path.replace(/^[^.]*\./, "");

/** How a form calls a field, and GitHub in the issue that is made with it. */
export const labelOf = (kind: Kind, path: string): string => nameOf(`${kind.name}.${path}`);

/** The part of a name in one language: Chinese first. */
export const inChinese = (path: string): string => nameOf(path).split(" / ")[0]!;
export const inEnglish = (path: string): string => nameOf(path).split(" / ").at(-1)!;
