import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["scripts/**/*.test.ts"],
    setupFiles: "scripts/testing/seed.ts",
    globalSetup: "scripts/testing/build.ts",
    // Properties and git repositories take long on a small machine; no test is about time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
