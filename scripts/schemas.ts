export function writeSchemas(_dir: string, _o: { check?: boolean }): string[] { return []; }
