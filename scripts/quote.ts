export const quote = (v: unknown) => JSON.stringify(v);
