import type { Entry } from "./context.ts";

/** Text whose letters are their own compatibility forms: ASCII, Chinese and its usual marks. */
const USUAL = /^[\x20-\x7e\u3400-\u9fff，。；：？！、（）“”‘’《》【】「」…—·｜]*$/;

/** A text without letter case, spaces and punctuation; `C++` and `C#` stay apart. */
export const folded = (text: string): string =>
  USUAL.test(text)
    ? text.toLowerCase().replace(/[^a-z0-9+#\u3400-\u9fff]+/g, "")
    : text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}+#]+/gu, "");

const words = (text: string): Set<string> =>
  new Set(
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}+#]+/gu) ?? [],
  );

/** Whether two entries are most likely one work: the same title, or nearly. */
export function sameWork(a: Entry, b: Entry): boolean {
  if (a.folded === b.folded) return true;
  const [short, long] =
    a.folded.length < b.folded.length ? [a.folded, b.folded] : [b.folded, a.folded];
  if (short.length >= 16 && long.includes(short)) return true;
  const [mine, yours] = [words(a.name), words(b.name)];
  let common = 0;
  for (const word of mine) if (yours.has(word)) common++;
  return common / (mine.size + yours.size - common) >= 0.6;
}

/** What looks like the name of a method: one word with a capital inside, a digit or a hyphen. */
const NAME = /^(?=.*(?:[A-Z].*[A-Z]|[0-9]|[a-z][A-Z]))[A-Za-z][A-Za-z0-9+.-]{1,23}[A-Za-z0-9+]$/;

/** Words that look like methods, but that any paper may speak of. */
const COMMON = new Set(
  "2D 3D LLM LLMs MLLM MLLMs VLM VLMs LVLM LVLMs CNN CNNs RNN GNN GAN GANs MLP VQA REC RES NLP CV AI API URL PDF IoU mIoU mAP GPU CPU FPS FLOPs SOTA KD RGB RGB-D LiDAR BEV COCO ImageNet RefCOCO GPT-4 GPT-4V ChatGPT CLIP BERT GPT LLaMA ResNet ViT Transformer-XL DETR SAM LoRA MoE RLHF DPO PPO".split(
    " ",
  ),
);

/** The names that an entry's method goes by: before the title's colon, in brackets, of its code. */
export function methodsOf({ name, items }: Entry): string[] {
  const found = new Set<string>();
  const colon = /^([^:：]{2,30})[:：]/.exec(name)?.[1];
  const bracketed = /[(（[【]([^()（）[\]【】]{2,30})[)）\]】]/.exec(name)?.[1];
  const code = items.find(({ field }) => field.path === "links.code")?.value;
  const repository = code && /^https?:\/\/[^/]+\/[^/]+\/([^/?#]+)/.exec(code)?.[1];
  for (const one of [colon, bracketed, repository]) {
    const trimmed = one?.trim().replace(/\.git$/, "");
    if (trimmed && NAME.test(trimmed)) found.add(trimmed);
  }
  return [...found];
}

/** Whether a method's name says which paper is meant. */
export const isTelling = (method: string): boolean => method.length >= 3 && !COMMON.has(method);

/** Shows names in a message: the first three, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
