import type { Entry, Item } from "./context.ts";
import { letterAt, readable } from "./letters.ts";

/** A number that is the same for names that fold to the same. */
export function nameHash({ title }: Entry, { sets }: Item): number {
  const text = readable(title, sets);
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = letterAt(text, at);
    if (letter !== 0) hash = (Math.imul(hash, 0x01000193) + letter) | 0;
  }
  return hash;
}

const words = (text: string): Set<string> =>
  new Set(
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}+#]+/gu) ?? [],
  );

/** Whether two entries are most likely one work: the same title, or nearly. */
export function sameWork(a: Entry, b: Entry): boolean {
  if (a.letters === b.letters) return true;
  const [short, long] =
    a.letters.length < b.letters.length ? [a.letters, b.letters] : [b.letters, a.letters];
  if (short.length >= 16 && long.includes(short)) return true;
  const [mine, yours] = [words(a.title), words(b.title)];
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

const REPOSITORY = /(?:github|gitlab|gitee)\.com\/[\w.-]+\/[\w.-]+/g;

/** The names that an entry's method goes by: before the title's colon, in brackets, of its only repository. */
export function methodsOf(entry: Entry): string[] {
  const found: string[] = [];
  const add = (one: string | undefined) => {
    const trimmed = one?.trim().replace(/\.git$/, "");
    if (trimmed && NAME.test(trimmed) && !found.includes(trimmed)) found.push(trimmed);
  };
  const name = entry.title;
  const [code, another] = new Set(
    entry.items.flatMap(({ value }) => value.match(REPOSITORY) ?? []),
  );
  add(/^([^:：]{2,30})[:：]/.exec(name)?.[1]);
  add(/[(（[【]([^()（）[\]【】]{2,30})[)）\]】]/.exec(name)?.[1]);
  if (another === undefined) add(code?.slice(code.lastIndexOf("/") + 1));
  return found;
}

/** Whether a method's name says which paper is meant. */
export const isTelling = (method: string): boolean => method.length >= 3 && !COMMON.has(method);

/** Shows names in a message: the first three, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
